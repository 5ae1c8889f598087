package io.renwu.demo.view;

import io.renwu.cli.TextWidth;
import java.util.ArrayList;
import java.util.List;

/** One line of styled text. Immutable: each method returns another line. */
public final class StyledLine {
  static final StyledLine EMPTY = new StyledLine(List.of());

  private static final String ELLIPSIS = "…";

  private final List<Piece> pieces;

  private record Piece(String text, TextTone tone) {}

  private StyledLine(List<Piece> pieces) {
    this.pieces = pieces;
  }

  static StyledLine of(String text, TextTone tone) {
    return EMPTY.add(text, tone);
  }

  StyledLine add(String text, TextTone tone) {
    List<Piece> longer = new ArrayList<>(pieces);
    longer.add(new Piece(text, tone));
    return new StyledLine(longer);
  }

  StyledLine add(StyledLine other) {
    List<Piece> longer = new ArrayList<>(pieces);
    longer.addAll(other.pieces);
    return new StyledLine(longer);
  }

  /** Appends text on the left of a cell of this width. */
  StyledLine left(String text, int columns, TextTone tone) {
    String shown = shorten(text, columns);
    return add(shown, tone).add(" ".repeat(columns - TextWidth.of(shown)), TextTone.PLAIN);
  }

  /** Appends text on the right of a cell of this width. */
  StyledLine right(String text, int columns, TextTone tone) {
    String shown = shorten(text, columns);
    return add(" ".repeat(columns - TextWidth.of(shown)), TextTone.PLAIN).add(shown, tone);
  }

  /** This line, padded or cut to this many columns. */
  StyledLine fit(int columns) {
    int missing = columns - width();
    if (missing >= 0) {
      return add(" ".repeat(missing), TextTone.PLAIN);
    }
    StyledLine shorter = EMPTY;
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
