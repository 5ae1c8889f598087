package io.renwu.bench;

import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.Table;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures and their targets, in the order in which they were added. */
public final class Report {
  private record Figure(String name, String unit, Samples samples, @Nullable Target target) {
    boolean isMet() {
      return target == null || target.isMetBy(samples.median());
    }
  }

  private final List<Figure> figures = new ArrayList<>();

  /** Adds a figure without a target. */
  public void add(String name, String unit, Samples samples) {
    figures.add(new Figure(name, unit, samples, null));
  }

  public void add(String name, String unit, Samples samples, Target target) {
    figures.add(new Figure(name, unit, samples, target));
  }

  int exitCode() {
    return figures.stream().allMatch(Figure::isMet) ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }

  void print(PrintWriter out, boolean json) {
    if (json) {
      OutputOption.print(out, json());
      return;
    }
    Table table = new Table("FIGURE", "MEDIAN", "LEAST", "GREATEST", "UNIT", "TARGET", "");
    for (Figure figure : figures) {
      table.add(
          figure.name(),
          new Cell(figure.samples().median()),
          new Cell(figure.samples().least()),
          new Cell(figure.samples().greatest()),
          figure.unit(),
          figure.target(),
          figure.target() == null ? "" : figure.isMet() ? "met" : "MISSED");
    }
    out.print(table);
    out.println(
        LocalDate.now(ZoneOffset.UTC)
            + ", "
            + Machine.describe()
            + ": "
            + figures.stream().filter(figure -> !figure.isMet()).count()
            + " targets missed");
    out.flush();
  }

  private Map<String, Object> json() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Figure figure : figures) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", figure.name());
      row.put("unit", figure.unit());
      row.put("median", figure.samples().median());
      row.put("samples", figure.samples().values());
      if (figure.target() != null) {
        row.put("target", figure.target().toString());
        row.put("met", figure.isMet());
      }
      rows.add(row);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    json.put("machine", Machine.describe());
    json.put("figures", rows);
    return json;
  }

  /** A number as the table prints it. */
  private static final class Cell extends Number {
    private static final long serialVersionUID = 1L;

    private final double value;

    Cell(double value) {
      this.value = value;
    }

    @Override
    public String toString() {
      return FigureText.of(value);
    }

    @Override
    public int intValue() {
      return (int) value;
    }

    @Override
    public long longValue() {
      return (long) value;
    }

    @Override
    public float floatValue() {
      return (float) value;
    }

    @Override
    public double doubleValue() {
      return value;
    }
  }
}
