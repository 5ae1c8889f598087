package io.renwu.codec;

import io.renwu.model.DeadLetter;
import io.renwu.model.DeadLetter.Reason;
import org.jspecify.annotations.Nullable;

/** Carries the dead letter of an unusable record up to {@link EventCodec}. */
final class UnusableRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient DeadLetter deadLetter;

  UnusableRecordException(Reason reason, @Nullable String field, String detail) {
    super(detail, null, false, false);
    this.deadLetter = new DeadLetter(reason, field, detail);
  }

  static UnusableRecordException notJson(String detail) {
    return new UnusableRecordException(Reason.NOT_JSON, null, detail);
  }

  static UnusableRecordException missing(String field) {
    return new UnusableRecordException(
        Reason.MISSING_FIELD, "/" + field, "found nothing, expected a value");
  }

  static UnusableRecordException wrong(String field, Object found, String expected) {
    return new UnusableRecordException(
        Reason.WRONG_FIELD,
        "/" + field,
        "found " + ValueExcerpt.of(found) + ", expected " + expected);
  }

  DeadLetter deadLetter() {
    return deadLetter;
  }
}
