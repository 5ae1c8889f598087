package io.renwu.function;

import io.renwu.codec.OutputJson;
import io.renwu.model.Grant;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An encoded record for an output topic.
 *
 * @param key null for none
 * @param value null for a tombstone, which deletes its key from a compacted topic
 */
public record OutputRecord(Output output, byte @Nullable [] key, byte @Nullable [] value) {
  /** A grant, under its user's id. */
  public static OutputRecord of(Grant grant) {
    byte[] key = grant.userId().getBytes(StandardCharsets.UTF_8);
    return new OutputRecord(Output.GRANTS, key, OutputJson.grant(grant));
  }

  /** The output; the job maps each to a topic. */
  public enum Output {
    GRANTS,
    PROGRESS,
    DECISIONS,
    DEAD_LETTERS,
    RULE_STATUS
  }
}
