package io.renwu.codec;

import io.renwu.model.DeadLetter;
import io.renwu.model.Event;
import org.jspecify.annotations.Nullable;

/**
 * The result of parsing a record: exactly one of the two is not null.
 *
 * @param event the checked event
 * @param deadLetter why the record cannot be used
 */
public record ParsedEvent(@Nullable Event event, @Nullable DeadLetter deadLetter) {
  public ParsedEvent {
    if ((event == null) == (deadLetter == null)) {
      throw new IllegalArgumentException("exactly one of event and dead letter");
    }
  }

  static ParsedEvent of(Event event) {
    return new ParsedEvent(event, null);
  }

  static ParsedEvent of(DeadLetter deadLetter) {
    return new ParsedEvent(null, deadLetter);
  }

  /** Whether the record is a usable event. */
  public boolean usable() {
    return event != null;
  }
}
