package io.renwu.cli.simulate;

import io.renwu.budget.BudgetDesk;
import io.renwu.budget.BudgetDesk.Answer;
import io.renwu.budget.BudgetRequest;
import io.renwu.budget.BudgetState;
import io.renwu.budget.Remembered;
import io.renwu.cli.simulate.SimulationStore.Table;
import io.renwu.codec.BudgetCodec;
import io.renwu.engine.BudgetRequests;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.Outcome;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.rules.TaskCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The budgets over all users, asked in the order of the lines. For one thread. */
final class Budgets {
  private final BudgetRequests requests;
  private final SimulationStore store;
  private final Map<String, BudgetState> states = new HashMap<>();

  Budgets(EngineSettings settings, SimulationStore store) {
    this.requests = new BudgetRequests(settings);
    this.store = store;
  }

  /** The grants of an event, in their order, with what became of them. */
  List<Grant> answer(Event event, Outcome outcome, TaskCatalog tasks) throws IOException {
    BudgetRequests.Parted parted = requests.part(event, outcome, tasks);
    if (parted.requests().isEmpty()) {
      return parted.granted();
    }
    Set<String> asking = new HashSet<>();
    List<Grant> answered = new ArrayList<>();
    for (BudgetRequest request : parted.requests()) {
      asking.add(request.grants().get(0).taskId());
      answered.addAll(answer(request));
    }
    Iterator<Grant> answers = answered.iterator();
    return outcome.grants().stream()
        .map(grant -> asking.contains(grant.taskId()) ? answers.next() : grant)
        .toList();
  }

  private List<Grant> answer(BudgetRequest request) throws IOException {
    String task = request.key();
    BudgetState before = states.getOrDefault(task, BudgetState.empty());
    Answer answer = BudgetDesk.decide(before, request, key -> find(stored(task, key)));
    states.put(task, answer.state());
    for (Map.Entry<String, Remembered> entry : answer.remembered().entrySet()) {
      store.put(Table.BUDGETS, stored(task, entry.getKey()), BudgetCodec.encode(entry.getValue()));
    }
    for (String key : answer.forgotten()) {
      store.delete(Table.BUDGETS, stored(task, key));
    }
    return answer.grants();
  }

  private Remembered find(byte[] key) {
    try {
      byte[] stored = store.get(Table.BUDGETS, key);
      return stored == null ? null : BudgetCodec.decodeRemembered(stored);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static byte[] stored(String task, String key) {
    return (task + " " + key).getBytes(StandardCharsets.UTF_8);
  }
}
