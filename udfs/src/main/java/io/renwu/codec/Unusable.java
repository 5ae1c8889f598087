package io.renwu.codec;

import io.renwu.model.DeadLetter;
import io.renwu.model.DeadLetter.Reason;

/** Carries a dead letter from the place where a record fails to {@link EventCodec}'s boundary. */
final class Unusable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient DeadLetter deadLetter;

  Unusable(Reason reason, String field, String detail) {
    super(detail, null, false, false);
    this.deadLetter = new DeadLetter(reason, field, detail);
  }

  static Unusable notJson(String detail) {
    return new Unusable(Reason.NOT_JSON, null, detail);
  }

  static Unusable missing(String field) {
    return new Unusable(Reason.MISSING_FIELD, "/" + field, "found nothing, expected a value");
  }

  static Unusable wrong(String field, Object found, String expected) {
    return new Unusable(
        Reason.WRONG_FIELD, "/" + field, "found " + Excerpt.of(found) + ", expected " + expected);
  }

  DeadLetter deadLetter() {
    return deadLetter;
  }
}
