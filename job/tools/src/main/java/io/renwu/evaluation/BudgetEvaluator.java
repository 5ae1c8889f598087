package io.renwu.evaluation;

import io.renwu.budget.BudgetAnswer;
import io.renwu.budget.BudgetDecider;
import io.renwu.budget.BudgetDecider.Answer;
import io.renwu.budget.BudgetRequest;
import io.renwu.budget.BudgetState;
import io.renwu.catalog.TaskCatalog;
import io.renwu.codec.BudgetCodec;
import io.renwu.engine.BudgetRequests;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.EventOutcome;
import io.renwu.evaluation.EvaluationStore.Table;
import io.renwu.model.Event;
import io.renwu.model.Grant;
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
import org.jspecify.annotations.Nullable;

/** The budgets over all users, asked in the order of the events. Not thread-safe. */
public final class BudgetEvaluator {
  /** Where it stands what became of grants. */
  public interface Memory {
    /** What stands under a key, or null. */
    byte @Nullable [] get(String key) throws IOException;

    void put(String key, byte[] value) throws IOException;

    void remove(String key) throws IOException;
  }

  private final BudgetRequests requests;
  private final Memory memory;
  private final Map<String, BudgetState> states = new HashMap<>();

  public BudgetEvaluator(EngineSettings settings, Memory memory) {
    this.requests = new BudgetRequests(settings);
    this.memory = memory;
  }

  /** Budgets that keep what became of grants in a store. */
  static BudgetEvaluator in(EvaluationStore store, EngineSettings settings) {
    return new BudgetEvaluator(
        settings,
        new Memory() {
          @Override
          public byte[] get(String key) throws IOException {
            return store.get(Table.BUDGETS, utf8(key));
          }

          @Override
          public void put(String key, byte[] value) throws IOException {
            store.put(Table.BUDGETS, utf8(key), value);
          }

          @Override
          public void remove(String key) throws IOException {
            store.delete(Table.BUDGETS, utf8(key));
          }
        });
  }

  /** The grants of an event, in their order, with what became of them. */
  public List<Grant> answer(Event event, EventOutcome outcome, TaskCatalog tasks)
      throws IOException {
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
    Answer answer = BudgetDecider.decide(before, request, key -> find(stored(task, key)));
    states.put(task, answer.state());
    for (Map.Entry<String, BudgetAnswer> entry : answer.remembered().entrySet()) {
      memory.put(stored(task, entry.getKey()), BudgetCodec.encode(entry.getValue()));
    }
    for (String key : answer.forgotten()) {
      memory.remove(stored(task, key));
    }
    return answer.grants();
  }

  private @Nullable BudgetAnswer find(String key) {
    try {
      byte[] stored = memory.get(key);
      return stored == null ? null : BudgetCodec.decodeRemembered(stored);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String stored(String task, String key) {
    return task + " " + key;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
