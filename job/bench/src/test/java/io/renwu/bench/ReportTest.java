package io.renwu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.cli.ExitCodes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Report report = new Report();

  @Test
  void aMissedTargetIsAFinding() {
    report.add("rate", "records/s", Samples.of(1, 3, 2), Target.atLeast(2));
    assertThat(report.exitCode()).isEqualTo(ExitCodes.GOOD);
    assertThat(printed(false)).contains("met").doesNotContain("MISSED");
    report.add("size", "bytes", Samples.of(5, 7), Target.atMost(5.9));
    assertThat(report.exitCode()).isEqualTo(ExitCodes.FINDINGS);
    assertThat(printed(false)).contains("MISSED").contains("≤ 5.90").contains("1 targets missed");
  }

  @Test
  void jsonHasEveryRound() {
    report.add("rate", "records/s", Samples.of(3, 1, 2), Target.atLeast(4));
    assertThat(printed(true))
        .contains("\"median\":2.0,\"samples\":[1.0,2.0,3.0],\"target\":\"≥ 4\",\"met\":false");
  }

  @Test
  void samplesAreSorted() {
    Samples samples = new Samples(List.of(4.0, 1.0, 3.0, 2.0));
    assertThat(samples.median()).isEqualTo(2.5);
    assertThat(samples.least()).isEqualTo(1);
    assertThat(samples.greatest()).isEqualTo(4);
    assertThat(samples.share(0.75)).isEqualTo(3);
    assertThat(samples.share(0.76)).isEqualTo(4);
  }

  private String printed(boolean json) {
    StringWriter text = new StringWriter();
    report.print(new PrintWriter(text), json);
    return text.toString();
  }
}
