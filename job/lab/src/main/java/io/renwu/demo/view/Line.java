package io.renwu.demo.view;

import io.renwu.cli.TextWidth;
import java.util.ArrayList;
import java.util.List;

/** One line of styled text. Immutable: each method returns another line. */
public final class Line {
  static final Line EMPTY = new Line(List.of());

  private static final String ELLIPSIS = "…";

  private final List<Piece> pieces;

  private record Piece(String text, Tone tone) {}

  private Line(List<Piece> pieces) {
    this.pieces = pieces;
  }

  static Line of(String text, Tone tone) {
    return EMPTY.add(text, tone);
  }

  Line add(String text, Tone tone) {
    List<Piece> longer = new ArrayList<>(pieces);
    longer.add(new Piece(text, tone));
    return new Line(longer);
  }

  Line add(Line other) {
    List<Piece> longer = new ArrayList<>(pieces);
    longer.addAll(other.pieces);
    return new Line(longer);
  }

  /** Text in a cell of so many columns, on the left. */
  Line left(String text, int columns, Tone tone) {
    String shown = shorten(text, columns);
    return add(shown, tone).add(" ".repeat(columns - TextWidth.of(shown)), Tone.PLAIN);
  }

  /** Text in a cell of so many columns, on the right. */
  Line right(String text, int columns, Tone tone) {
    String shown = shorten(text, columns);
    return add(" ".repeat(columns - TextWidth.of(shown)), Tone.PLAIN).add(shown, tone);
  }

  /** This line, filled up or cut to so many columns. */
  Line fit(int columns) {
    int missing = columns - width();
    if (missing >= 0) {
      return add(" ".repeat(missing), Tone.PLAIN);
    }
    Line shorter = EMPTY;
    for (Piece piece : pieces) {
      int room = columns - shorter.width();
      if (TextWidth.of(piece.text()) >= room) {
        return shorter.left(piece.text(), room, piece.tone());
      }
      shorter = shorter.add(piece.text(), piece.tone());
    }
    return shorter;
  }

  int width() {
    return pieces.stream().mapToInt(piece -> TextWidth.of(piece.text())).sum();
  }

  private static String shorten(String text, int columns) {
    if (TextWidth.of(text) <= columns) {
      return text;
    }
    return columns < 1 ? "" : TextWidth.cut(text, columns - 1) + ELLIPSIS;
  }

  /**
   * The line's text without spaces at its end.
   *
   * @param color whether to style it with ANSI escape sequences
   */
  public String text(boolean color) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append(color ? piece.tone().paint(piece.text()) : piece.text());
    }
    return text.toString().stripTrailing();
  }

  /** The line's text without styles. */
  @Override
  public String toString() {
    return text(false);
  }
}
