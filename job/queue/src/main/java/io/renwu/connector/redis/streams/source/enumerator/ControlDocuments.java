package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.control.RateDocument;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which control document is in force. The last readable one stays in force while Redis has
 * none, an older one, or an unreadable one. Does no I/O; not thread-safe.
 *
 * <pre>
 * older(a, b)   a.version &lt; b.version, and a.at is not later than b.at
 * </pre>
 *
 * <p>So a document that was set after a loss is in force even though its version begins at 1 again;
 * an older one that a failover brought back is not.
 */
final class ControlDocuments {
  private @Nullable String text;
  private @Nullable RateDocument inForce;
  private boolean known;
  private Optional<String> seen = Optional.empty();
  private @Nullable String problem;
  private @Nullable String loss;
  private long losses;

  /**
   * Begins with the document of a checkpoint.
   *
   * @param last the text of the document that was in force; null = there was never one
   */
  ControlDocuments(@Nullable String last) {
    if (last != null) {
      text = last;
      inForce = RateDocument.parse(last);
    }
  }

  /**
   * Handles the document that Redis has now.
   *
   * @return whether the rules may have changed; true for the first document
   */
  boolean update(Optional<String> present, Instant now) {
    if (known && present.equals(seen)) {
      return false;
    }
    boolean first = !known;
    known = true;
    seen = present;
    problem = null;
    if (present.isEmpty()) {
      lost(now, "Redis lost the control document");
      return first;
    }
    if (present.get().equals(text)) {
      return first;
    }
    try {
      return accept(present.get(), now) || first;
    } catch (IllegalArgumentException e) {
      problem = e.getMessage();
      return first;
    }
  }

  private boolean accept(String present, Instant now) {
    RateDocument document = RateDocument.parse(present);
    if (inForce != null && isOlder(document, inForce)) {
      lost(now, "Redis went back to version " + document.version() + " of the control document");
      return false;
    }
    text = present;
    inForce = document;
    loss = null;
    return true;
  }

  private void lost(Instant now, String what) {
    if (inForce != null) {
      losses++;
      loss = what + " (found at " + now + "); version " + inForce.version() + " stays in force";
    }
  }

  private static boolean isOlder(RateDocument one, RateDocument other) {
    return one.version() < other.version() && !at(one).isAfter(at(other));
  }

  private static Instant at(RateDocument document) {
    try {
      return Instant.parse(document.at());
    } catch (DateTimeException e) {
      return Instant.MIN;
    }
  }

  /** What Redis has instead of the document in force, if the latter must be written back. */
  Optional<Optional<String>> toOverwrite() {
    boolean overdue = text != null && known && problem == null && !seen.equals(Optional.of(text));
    return overdue ? Optional.of(seen) : Optional.empty();
  }

  /** The text of the document in force; null = there was never one. */
  @Nullable String text() {
    return text;
  }

  /** The document in force; null = there was never one. */
  @Nullable RateDocument inForce() {
    return inForce;
  }

  /** Whether Redis has answered yet. */
  boolean isKnown() {
    return known;
  }

  /** Why the document in Redis cannot be read; null = it can. */
  @Nullable String problem() {
    return problem;
  }

  /** What Redis lost since the document in force was set; null = nothing. */
  @Nullable String loss() {
    return loss;
  }

  /** How often Redis lost the document in force. */
  long losses() {
    return losses;
  }
}
