package io.renwu.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** A text table: each column is as wide as its widest cell, numbers are right-aligned. */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<Object>> rows = new ArrayList<>();

  public Table(String... headings) {
    rows.add(List.of((Object[]) headings));
  }

  public void add(@Nullable Object... cells) {
    rows.add(Arrays.asList(cells));
  }

  @Override
  public String toString() {
    int columns = rows.get(0).size();
    Column[] widths = new Column[columns];
    for (int column = 0; column < columns; column++) {
      int widest = 0;
      for (List<Object> row : rows) {
        widest = Math.max(widest, text(row, column).length());
      }
      widths[column] = new Column(widest + GAP.length(), 0, Overflow.TRUNCATE);
    }
    TextTable table = TextTable.forColumns(CommandLineDefaults.COLORS, widths);
    for (List<Object> row : rows) {
      String[] cells = new String[columns];
      for (int column = 0; column < columns; column++) {
        boolean number = isFigure(column);
        int width = widths[column].width - GAP.length();
        String text = text(row, column);
        cells[column] = number ? " ".repeat(width - text.length()) + text : text;
      }
      table.addRowValues(cells);
    }
    return table.toString();
  }

  /** The text of a number, with or without a unit. */
  public record Figure(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  /** Whether a column holds numbers; then its heading is right-aligned, too. */
  private boolean isFigure(int column) {
    return rows.stream()
        .skip(1)
        .map(row -> row.get(column))
        .anyMatch(cell -> cell instanceof Number || cell instanceof Figure);
  }

  private static String text(List<Object> row, int column) {
    Object cell = row.get(column);
    return cell == null ? "-" : cell.toString();
  }

  /** No colors, because programs read tables, too. */
  private static final class CommandLineDefaults {
    static final picocli.CommandLine.Help.ColorScheme COLORS =
        picocli.CommandLine.Help.defaultColorScheme(Ansi.OFF);
  }
}
