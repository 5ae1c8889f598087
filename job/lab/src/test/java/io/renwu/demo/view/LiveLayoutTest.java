package io.renwu.demo.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveLayoutTest {
  private final DemoSnapshot snapshot = Snapshots.playing(Duration.ofSeconds(37));

  @Test
  void layoutForATerminal() {
    assertThat(text(LiveLayout.lines(snapshot, 100, 40)))
        .isEqualTo(
            """
             Renwu  00:37 / 01:00  playing traffic                                  Flink http://localhost:8081
            ────────────────────────────────────────────────────────────────────────────────────────────────────
             sent 14,638  → queue 1,234  → read 499/s (set 500/s)  → rewards 3,645
             dead letters 220  sent again 431

             BEHAVIORS IN         total       /s     LAST REWARDS
             register             1,312       12     12:00:03  u-100034   welcome               100 POINTS
             complete-profile       981      7.3     12:00:02  u-100001   spend-50              12.5 POINTS
             comment             12,345      180

             REWARDS BY TASK                                             total  each second
             comment-3-a-day       每日评论三个视频                      1,021   ▁▄█
             welcome               Welcome aboard                        2,624  ▄▄ █
             newcomer-pack         Newcomer pack: log in and comple…         0

             ./renwu rate set 100 --config /tmp/demo/renwu.yaml
            """);
  }

  @Test
  void lineForAPipe() {
    assertThat(PlainForm.line(snapshot))
        .isEqualTo(
            "00:37 playing traffic: sent=14638 queue=1234 rate=499/s (set 500/s) rewards=3645"
                + " tasks-paying=2/3 dead-letters=220 duplicates=431");
  }

  @ParameterizedTest
  @CsvSource({"100, 40", "80, 24", "60, 12", "40, 12", "200, 60"})
  void neverLargerThanTheTerminal(int columns, int rows) {
    List<StyledLine> lines = LiveLayout.lines(snapshot, columns, rows);
    assertThat(lines).hasSizeLessThanOrEqualTo(rows);
    assertThat(lines).allMatch(line -> line.width() == columns);
  }

  @Test
  void tasksBeyondTheScreenAreSummed() {
    assertThat(text(LiveLayout.lines(snapshot, 100, 14)))
        .contains("… 3 more tasks")
        .contains("3,645");
  }

  @Test
  void colorOnlyAddsEscapeSequences() {
    StyledLine line =
        StyledLine.of("a", TextTone.GOOD).add("b", TextTone.PLAIN).add("c", TextTone.BAD);
    assertThat(line.text(true)).isEqualTo("\033[32ma\033[0mb\033[31m\033[1mc\033[0m");
    assertThat(line.text(false)).isEqualTo("abc");
  }

  static String text(List<StyledLine> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
