package io.renwu.evaluation;

import io.renwu.budget.BudgetAnswer;
import io.renwu.budget.BudgetDecider;
import io.renwu.budget.BudgetDecider.Answer;
import io.renwu.budget.BudgetRequest;
import io.renwu.budget.BudgetState;
import io.renwu.codec.BudgetCodec;
import io.renwu.evaluation.EvaluationStore.Table;
import io.renwu.model.Grant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides which grants the budgets allow, in the order of the events. Not thread-safe. */
public final class BudgetEvaluator {
  /** Stores the budgets' decisions. */
  public interface Memory {
    byte @Nullable [] get(String key) throws IOException;

    void put(String key, byte[] value) throws IOException;

    void remove(String key) throws IOException;
  }

  private final Memory memory;
  private final Map<String, BudgetState> states = new HashMap<>();

  public BudgetEvaluator(Memory memory) {
    this.memory = memory;
  }

  /** Creates an evaluator that keeps its decisions in a store. */
  static BudgetEvaluator in(EvaluationStore store) {
    return new BudgetEvaluator(
        new Memory() {
          @Override
          public byte @Nullable [] get(String key) throws IOException {
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

  /** The grants of a request with the outcomes that the task's budgets decide. */
  public List<Grant> answer(BudgetRequest request) throws IOException {
    String task = request.key();
    BudgetState before = states.getOrDefault(task, BudgetState.empty());
    Answer answer = BudgetDecider.decide(before, request, key -> find(storeKey(task, key)));
    states.put(task, answer.state());
    for (Map.Entry<String, BudgetAnswer> entry : answer.remembered().entrySet()) {
      memory.put(storeKey(task, entry.getKey()), BudgetCodec.encode(entry.getValue()));
    }
    for (String key : answer.forgotten()) {
      memory.remove(storeKey(task, key));
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

  private static String storeKey(String task, String key) {
    return task + " " + key;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
