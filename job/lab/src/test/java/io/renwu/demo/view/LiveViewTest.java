package io.renwu.demo.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveViewTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);

  @Test
  void drawsOverThePreviousFrame() {
    try (LiveView view = new LiveView(out, ViewMode.COLOR, 80, 24)) {
      view.draw(Snapshots.playing(Duration.ofSeconds(1)));
      int lines = (int) written().chars().filter(c -> c == '\n').count();
      bytes.reset();
      view.draw(Snapshots.playing(Duration.ofSeconds(2)));
      assertThat(written()).startsWith("\033[?25l\033[" + lines + "A\r").contains("\033[32m");
      bytes.reset();
    }
    assertThat(written()).isEqualTo("\033[?25h");
  }

  @Test
  void monochromeIsRedrawnToo() {
    try (LiveView view = new LiveView(out, ViewMode.MONOCHROME, 80, 24)) {
      view.draw(Snapshots.playing(Duration.ofSeconds(1)));
    }
    assertThat(written()).contains("\033[K\n").doesNotContainPattern("\033\\[[0-9;]*m");
  }

  @Test
  void pipeGetsALineEveryFewSecondsAndAtEachPhase() {
    try (LiveView view = new LiveView(out, ViewMode.PLAIN, 80, 24)) {
      for (int second = 0; second < 12; second++) {
        view.draw(Snapshots.playing(Duration.ofSeconds(second)));
      }
    }
    assertThat(written().lines().map(line -> line.substring(0, 5)))
        .containsExactly("00:00", "00:05", "00:10");
    assertThat(written()).doesNotContain("\033");
  }

  @Test
  void modeDependsOnTheEnvironment() {
    assertThat(ViewMode.of(Map.of("TERM", "xterm"), true)).isEqualTo(ViewMode.COLOR);
    assertThat(ViewMode.of(Map.of("TERM", "xterm", "NO_COLOR", ""), true))
        .isEqualTo(ViewMode.COLOR);
    assertThat(ViewMode.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true))
        .isEqualTo(ViewMode.MONOCHROME);
    assertThat(ViewMode.of(Map.of("TERM", "dumb"), true)).isEqualTo(ViewMode.PLAIN);
    assertThat(ViewMode.of(Map.of("TERM", "xterm"), false)).isEqualTo(ViewMode.PLAIN);
  }

  private String written() {
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
