package io.renwu.cli.rate;

import io.renwu.connector.redis.streams.control.RateDocument;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The control documents of a queue. One that cannot be read is passed over, as the task job does.
 *
 * @param texts the newest first
 */
record ControlHistory(List<String> texts) {
  /** How many are read: more than anyone writes wrongly one after the other. */
  static final int LENGTH = 50;

  /** The newest, whether or not it can be read; empty where none was ever set. */
  Optional<String> newest() {
    return texts.stream().findFirst();
  }

  /** Whether the key holds something else than documents. */
  boolean isNoList() {
    return newest().filter(String::isEmpty).isPresent();
  }

  /** Why the newest cannot be read; empty where it can, or there is none. */
  Optional<String> problem() {
    try {
      var unused = newest().map(RateDocument::parse);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
  }

  /** The newest that can be read. */
  Optional<RateDocument> rules() {
    return readable().stream().findFirst();
  }

  /** All that can be read, the newest first. */
  List<RateDocument> readable() {
    return texts.stream().flatMap(text -> read(text).stream()).toList();
  }

  private static Optional<RateDocument> read(String text) {
    try {
      return Optional.of(RateDocument.parse(text));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
