package io.renwu.demo.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.demo.recount.RecountReport;
import io.renwu.demo.recount.RewardKey;
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
    assertThat(LiveLayoutTest.text(SummaryLayout.lines(14_638, report)))
        .isEqualTo(
            """

             REWARDS BY TASK               due      paid
             spend-50                       12        12
             welcome                     2,624     2,624
             all                         2,636     2,636
             dead letters                  220       220
             excluded because they changed: comment-3-a-day

             ✓ every reward exactly once: 2,636 rewards, 220 dead letters of 14,638 records sent
            """);
  }

  @Test
  void bad() {
    RecountReport report =
        new RecountReport(
            Map.of("welcome", 2L),
            Map.of("welcome", 1L),
            List.of(new RewardKey("u", "welcome", "-", 1, null, "badge")),
            List.of(),
            List.of("1", "2", "3", "4", "5", "6"),
            List.of(),
            220,
            219,
            Set.of());
    assertThat(LiveLayoutTest.text(SummaryLayout.lines(14_638, report)))
        .isEqualTo(
            """

             REWARDS BY TASK               due      paid
             welcome                         2         1
             all                             2         1
             dead letters                  220       219
             missing: u welcome - #1 badge
             duplicated: 1
             duplicated: 2
             duplicated: 3
             duplicated: 4
             duplicated: 5
             duplicated: … and 1 more

             ✗ found differences: 1 missing, 6 duplicated, 0 not due, 0 wrong, dead letters 219 instead of 220, of 14,638 records sent
            """);
  }
}
