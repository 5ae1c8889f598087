package io.renwu.document;

import io.renwu.violation.Focus;
import io.renwu.violation.Found;
import io.renwu.violation.Pointers;
import io.renwu.violation.Violation;
import io.renwu.violation.Violations;
import java.util.List;
import java.util.Map;

/** The fields of an object in a document, or of one that is missing or is no object. */
final class Members {
  private final Cursor place;
  private final Map<?, ?> fields;
  private final Violations violations;

  /**
   * @param fields null where there is no object
   */
  Members(Cursor place, Map<?, ?> fields, Violations violations) {
    this.place = place;
    this.fields = fields;
    this.violations = violations;
  }

  Cursor get(String name) {
    Object value = fields == null ? null : fields.get(name);
    return new Cursor(Pointers.member(place.pointer(), name), value, violations);
  }

  /** A field that must be there, if the object is. */
  Cursor required(String name, String expected) {
    Cursor field = get(name);
    return fields == null ? field : field.required(expected);
  }

  void refuseOthers(List<String> known) {
    for (Object key : fields.keySet()) {
      String name = (String) key;
      if (violations.isFull()) {
        return;
      }
      if (!known.contains(name)) {
        violations.add(
            new Violation(
                Pointers.member(place.pointer(), name),
                "the unknown field " + Found.of(name),
                NearMiss.of(name, known)
                    .map(near -> '"' + near + "\", perhaps")
                    .orElse("one of the fields " + String.join(", ", known)),
                Focus.NAME));
      }
    }
  }
}
