package io.renwu.cli.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.cli.CliException;
import io.renwu.cli.ExitCodes;
import io.renwu.codec.RuleStatus;
import io.renwu.violation.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final RuleStatus DROPPED = RuleStatus.dropped("a");
  private static final RuleStatus REJECTED =
      RuleStatus.rejected("b", null, List.of(new Violation("/x", "1", "2")), null);

  @Test
  void exitsByTheAnswers() {
    assertThat(Answers.NONE.exitCode("published")).isEqualTo(ExitCodes.GOOD);
    assertThat(answers(Map.of("a", DROPPED), "a").exitCode("asked")).isEqualTo(ExitCodes.GOOD);
    assertThat(answers(Map.of("a", DROPPED, "b", REJECTED), "a", "b").exitCode("asked"))
        .isEqualTo(ExitCodes.FINDINGS);
  }

  @Test
  void failsIfAnAnswerIsMissing() {
    assertThatThrownBy(() -> answers(Map.of("b", REJECTED), "a", "b").exitCode("asked"))
        .isInstanceOf(CliException.class)
        .hasMessage("asked, but not answered within 30 s; is the task job running?");
  }

  @Test
  void printsARowForEachAnswerThenTheReasons() {
    DropReport report = DropReport.of(answers(Map.of("a", DROPPED, "b", REJECTED), "a", "b", "c"));
    assertThat(AnswerView.text(report).lines().map(String::strip))
        .containsExactly(
            "TASK  STATUS", "a     DROPPED", "b     REJECTED", "c     NO_ANSWER", "b " + reason());
    PublishReport published =
        new PublishReport(
            List.of(new PublishReport.Row("b", 2, "REJECTED", List.of(reason()), "hash")));
    assertThat(AnswerView.text(published).lines().map(String::strip))
        .containsExactly("TASK  VERSION  STATUS", "b           2  REJECTED", "b/2 " + reason());
  }

  private static String reason() {
    return REJECTED.violations().get(0).toString();
  }

  private static Answers answers(Map<String, RuleStatus> statuses, String... keys) {
    return new Answers(List.of(keys), statuses, Duration.ofSeconds(30));
  }
}
