package io.renwu.cli.rate;

import io.renwu.connector.redis.streams.control.RateDocument;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The control documents of a queue. Unreadable ones are skipped, as the task job does.
 *
 * @param texts the newest first
 */
record ControlHistory(List<String> texts) {
  /** The number of documents to read; expected to include a readable one. */
  static final int LENGTH = 50;

  /** The newest, readable or not; empty if none was ever set. */
  Optional<String> newest() {
    return texts.stream().findFirst();
  }

  /** Whether the key holds something other than a list of documents. */
  boolean isNoList() {
    return newest().filter(String::isEmpty).isPresent();
  }

  /** Why the newest cannot be read; empty if it can, or there is none. */
  Optional<String> problem() {
    try {
      var unused = newest().map(RateDocument::parse);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
  }

  /** The newest readable document. */
  Optional<RateDocument> rules() {
    return readable().stream().findFirst();
  }

  /** All readable documents, the newest first. */
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
