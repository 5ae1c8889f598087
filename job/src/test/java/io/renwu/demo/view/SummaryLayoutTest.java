package io.renwu.demo.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.demo.recount.GrantKey;
import io.renwu.demo.recount.RecountReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SummaryLayoutTest {
  @Test
  void good() {
    RecountReport report =
        new RecountReport(
            Map.of("welcome", 2_624L, "spend-50", 12L),
            Map.of("welcome", 2_624L, "spend-50", 12L),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            220,
            220,
            Set.of("comment-3-a-day"));
    assertThat(LiveLayoutTest.text(SummaryLayout.lines(14_638, report))).isEqualTo("GOLDEN\n");
  }

  @Test
  void bad() {
    RecountReport report =
        new RecountReport(
            Map.of("welcome", 2L),
            Map.of("welcome", 1L),
            List.of(new GrantKey("u", "welcome", "-", 1, null, "badge")),
            List.of(),
            List.of("1", "2", "3", "4", "5", "6"),
            List.of(),
            220,
            219,
            Set.of());
    assertThat(LiveLayoutTest.text(SummaryLayout.lines(14_638, report))).isEqualTo("GOLDEN\n");
  }
}
