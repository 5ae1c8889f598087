package io.renwu.rules;

import io.renwu.model.Aggregation;
import java.util.regex.Pattern;

/** Reads how events become progress. */
final class Aggregations {
  private static final int MAX_PATH = 256;
  private static final Pattern PATH = Pattern.compile("[^.]++(?:\\.[^.]++)*+", Pattern.DOTALL);
  private static final String PATH_EXPECTED = "a dotted path under attributes";
  private static final String STREAK = "STREAK";
  private static final String MAX = "MAX";

  private Aggregations() {}

  static Aggregation parse(Cursor field) {
    Members aggregation = field.object("function", "field", "unit", "freezes");
    Cursor functionField = aggregation.get("function");
    Aggregation.Function function = functionField.constant(Aggregation.Function.COUNT, MAX, STREAK);
    if (!STREAK.equals(functionField.value())) {
      refuse(aggregation.get("unit"));
      refuse(aggregation.get("freezes"));
    }
    Cursor pathField = aggregation.get("field");
    if (function == Aggregation.Function.COUNT) {
      if (!pathField.isAbsent()) {
        pathField.wrong("no field: COUNT looks at none");
      }
      return new Aggregation(function, null);
    }
    return new Aggregation(function, function == null ? null : path(pathField, function));
  }

  private static String path(Cursor field, Aggregation.Function function) {
    String path =
        field
            .required(PATH_EXPECTED + ", for " + function)
            .matching(PATH, PATH_EXPECTED + ": names with points between them");
    if (path != null && path.codePointCount(0, path.length()) > MAX_PATH) {
      field.wrong(PATH_EXPECTED + " of at most " + MAX_PATH + " characters");
    }
    return path;
  }

  private static void refuse(Cursor streaksOnly) {
    if (!streaksOnly.isAbsent()) {
      streaksOnly.wrong("nothing: it belongs to " + STREAK);
    }
  }
}
