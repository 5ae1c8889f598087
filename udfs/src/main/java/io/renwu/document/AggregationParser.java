package io.renwu.document;

import io.renwu.model.Aggregation;
import io.renwu.model.Aggregation.Function;
import io.renwu.model.CalendarUnit;

/** Reads an objective's {@code aggregation}. */
final class AggregationParser {
  private AggregationParser() {}

  static Aggregation parse(DocumentCursor field) {
    DocumentCursor aggregation = field.object("function", "field", "unit", "freezes");
    DocumentCursor functionField = aggregation.get("function");
    Function function = functionField.constant(Function.COUNT);
    if (function == null) {
      return new Aggregation(UnreadParts.<Function>tolerate(null), null);
    }
    if (function == Function.STREAK) {
      refuse(aggregation.get("field"), "no field: STREAK uses none");
      CalendarUnit unit =
          aggregation
              .required("unit", DocumentCursor.oneOf(Aggregation.STREAK_UNITS, CalendarUnit::name))
              .constant(Aggregation.STREAK_UNITS, CalendarUnit::name);
      Long freezes = aggregation.get("freezes").wholeNumber(0, Integer.MAX_VALUE);
      return new Aggregation(function, null, unit, freezes == null ? 0 : freezes.intValue());
    }
    refuse(aggregation.get("unit"), "nothing: it belongs to STREAK");
    refuse(aggregation.get("freezes"), "nothing: it belongs to STREAK");
    if (function == Function.COUNT) {
      refuse(aggregation.get("field"), "no field: COUNT uses none");
      return new Aggregation(function, null);
    }
    String path =
        PathParser.parse(aggregation.required("field", PathParser.EXPECTED + ", for " + function));
    return new Aggregation(function, path);
  }

  private static void refuse(DocumentCursor field, String expected) {
    if (!field.isAbsent()) {
      field.reject(expected);
    }
  }
}
