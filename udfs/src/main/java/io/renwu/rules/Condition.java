package io.renwu.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.Map;

/**
 * A compiled condition, shared by all that have the same source text; immutable, for any thread.
 * Its identity is its key in {@link EventFacts}.
 */
final class Condition {
  private final Program program;

  Condition(Program program) {
    this.program = program;
  }

  /** What the condition says of an event. */
  Answer ask(Map<String, EventValue> variables) {
    try {
      return Answer.of(program.eval(variables));
    } catch (CelEvaluationException | RuntimeException failure) {
      return Answer.FAILED;
    }
  }

  enum Answer {
    TRUE,
    FALSE,
    /** The evaluation ended in an error or in something that is not a bool. */
    FAILED;

    private static Answer of(Object result) {
      return result instanceof Boolean bool ? bool ? TRUE : FALSE : FAILED;
    }
  }
}
