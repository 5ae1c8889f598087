package io.renwu.demo.view;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Draws each snapshot over the last one without flicker: a frame is one write, and lines are
 * overwritten, not cleared. In plain mode it writes a line every few seconds instead. Not
 * thread-safe.
 */
public final class LiveView implements AutoCloseable {
  /** The interval between lines in plain mode, by the elapsed time of the snapshots. */
  private static final Duration PLAIN_EVERY = Duration.ofSeconds(5);

  private static final String HIDE_CURSOR = "\033[?25l";
  private static final String SHOW_CURSOR = "\033[?25h";
  private static final String REST_OF_LINE = "\033[K";
  private static final String REST_OF_SCREEN = "\033[J";

  private final PrintStream out;
  private final ViewMode mode;
  private final int columns;
  private final int rows;
  private int drawnLines;
  private Duration nextLine = Duration.ZERO;
  private String lastPhase = "";

  /**
   * Writes nothing yet.
   *
   * @param out in UTF-8
   * @param columns of the terminal, at least 40
   * @param rows of the terminal, at least 12; one is left for the cursor
   */
  public LiveView(PrintStream out, ViewMode mode, int columns, int rows) {
    this.out = out;
    this.mode = mode;
    this.columns = columns;
    this.rows = rows;
  }

  public void draw(DemoSnapshot snapshot) {
    if (mode == ViewMode.PLAIN) {
      drawPlain(snapshot);
    } else {
      drawFrame(LiveLayout.lines(snapshot, columns, rows - 1));
    }
  }

  /** Writes lines below the last frame; they stay. */
  public void print(List<StyledLine> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.text(mode.color())).append('\n'));
    out.print(text);
    out.flush();
    drawnLines = 0;
  }

  /** Keeps the last frame and shows the cursor again. */
  @Override
  public void close() {
    if (mode != ViewMode.PLAIN) {
      out.print(SHOW_CURSOR);
      out.flush();
    }
  }

  private void drawPlain(DemoSnapshot snapshot) {
    boolean due = snapshot.elapsed().compareTo(nextLine) >= 0;
    if (due || !snapshot.phase().equals(lastPhase)) {
      out.println(PlainForm.line(snapshot));
      out.flush();
      lastPhase = snapshot.phase();
      nextLine = snapshot.elapsed().plus(PLAIN_EVERY);
    }
  }

  private void drawFrame(List<StyledLine> lines) {
    StringBuilder frame = new StringBuilder(HIDE_CURSOR);
    if (drawnLines > 0) {
      frame.append("\033[").append(drawnLines).append("A\r");
    }
    for (StyledLine line : lines) {
      frame.append(line.text(mode.color())).append(REST_OF_LINE).append('\n');
    }
    frame.append(REST_OF_SCREEN);
    out.print(frame);
    out.flush();
    drawnLines = lines.size();
  }
}
