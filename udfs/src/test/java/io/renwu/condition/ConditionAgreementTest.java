package io.renwu.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.violation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Compares what is derived from conditions without CEL with CEL's results, on random conditions and
 * events.
 */
class ConditionAgreementTest {
  private static final int CONDITIONS = 6_000;
  private static final int EVENTS = 25;

  @Test
  void clausesAreNecessaryAndSimpleConditionsAgreeWithCel() {
    Random random = new Random(1);
    RandomConditions conditions = new RandomConditions(random);
    int withClauses = 0;
    int simpleConditions = 0;
    int ruledOut = 0;
    for (int i = 0; i < CONDITIONS; i++) {
      String source = conditions.condition(random.nextInt(4));
      List<Violation> violations = new ArrayList<>();
      Condition cel = ConditionCompiler.build(source, "", violations::add);
      SimpleCondition simpleCondition = SimpleParser.parse(source);
      if (simpleCondition != null) {
        simpleConditions++;
        assertThat(cel).as(source + violations).isNotNull();
      }
      if (cel == null) {
        continue;
      }
      withClauses += cel.necessary().isEmpty() ? 0 : 1;
      for (int e = 0; e < EVENTS; e++) {
        ConditionInput input = new ConditionInput(conditions.event());
        String where = source + " of " + input.event();
        ConditionResult answer = cel.result(input);
        if (simpleCondition != null) {
          assertThat(simpleCondition.evaluate(input.event())).as(where).isEqualTo(answer);
          assertThat(simpleCondition.necessary(true).isEmpty())
              .as(where)
              .isEqualTo(cel.necessary().isEmpty());
          ruledOut += countRuledOut(simpleCondition.necessary(true), input, answer, where);
        }
        ruledOut += countRuledOut(cel.necessary(), input, answer, where);
      }
    }
    assertThat(simpleConditions).isGreaterThan(CONDITIONS / 20);
    assertThat(withClauses).isGreaterThan(CONDITIONS / 10);
    assertThat(ruledOut).isGreaterThan(CONDITIONS);
  }

  private static int countRuledOut(
      List<Clause> necessary, ConditionInput input, ConditionResult answer, String where) {
    for (Clause clause : necessary) {
      Object value = clause.path().valueIn(input.event());
      Object scalar = value == EventPath.ABSENT ? null : ScalarValue.of(value);
      if (scalar == null || !clause.values().contains(scalar)) {
        assertThat(answer).as(where + ", " + clause).isNotEqualTo(ConditionResult.TRUE);
        return 1;
      }
    }
    return 0;
  }

  @Test
  void containsAgreesWithJava() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      String text = letters(random, 20);
      String part = letters(random, 5);
      assertThat(StringFunctions.contains(text, part))
          .as(text + " " + part)
          .isEqualTo(text.contains(part));
    }
  }

  private static String letters(Random random, int most) {
    return random
        .ints(random.nextInt(most + 1), 'a', 'c')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
