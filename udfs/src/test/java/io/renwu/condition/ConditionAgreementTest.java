package io.renwu.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.violation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is known of conditions without CEL, against CEL, over random conditions and events. */
class ConditionAgreementTest {
  private static final int CONDITIONS = 6_000;
  private static final int EVENTS = 25;

  @Test
  void clausesAreNecessaryAndSimpleConditionsSayWhatCelSays() {
    Random random = new Random(1);
    RandomConditions conditions = new RandomConditions(random);
    int withClauses = 0;
    int simple = 0;
    int ruledOut = 0;
    for (int i = 0; i < CONDITIONS; i++) {
      String source = conditions.condition(random.nextInt(4));
      List<Violation> violations = new ArrayList<>();
      Condition cel = ConditionCompiler.build(source, "", violations::add);
      SimpleCondition own = SimpleParser.parse(source);
      if (own != null) {
        simple++;
        assertThat(cel).as(source + violations).isNotNull();
      }
      if (cel == null) {
        continue;
      }
      withClauses += cel.necessary().isEmpty() ? 0 : 1;
      for (int e = 0; e < EVENTS; e++) {
        ConditionInput facts = new ConditionInput(conditions.event());
        String where = source + " of " + facts.event();
        ConditionResult answer = cel.result(facts);
        if (own != null) {
          assertThat(own.evaluate(facts.event())).as(where).isEqualTo(answer);
          assertThat(own.necessary(true).isEmpty()).as(where).isEqualTo(cel.necessary().isEmpty());
          ruledOut += isRuledOut(own.necessary(true), facts, answer, where);
        }
        ruledOut += isRuledOut(cel.necessary(), facts, answer, where);
      }
    }
    assertThat(simple).isGreaterThan(CONDITIONS / 20);
    assertThat(withClauses).isGreaterThan(CONDITIONS / 10);
    assertThat(ruledOut).isGreaterThan(CONDITIONS);
  }

  private static int isRuledOut(
      List<Clause> necessary, ConditionInput facts, ConditionResult answer, String where) {
    for (Clause clause : necessary) {
      Object value = clause.path().valueIn(facts.event());
      Object scalar = value == EventPath.ABSENT ? null : ScalarValue.of(value);
      if (scalar == null || !clause.values().contains(scalar)) {
        assertThat(answer).as(where + ", " + clause).isNotEqualTo(ConditionResult.TRUE);
        return 1;
      }
    }
    return 0;
  }

  @Test
  void aSearchForAPartOfATextFindsWhatJavaFinds() {
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
