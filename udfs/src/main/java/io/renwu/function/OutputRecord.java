package io.renwu.function;

/**
 * One record on its way out, encoded.
 *
 * @param key null for none
 */
public record OutputRecord(Output output, byte[] key, byte[] value) {
  /** Where it goes; the job maps each to a topic. */
  public enum Output {
    GRANTS,
    PROGRESS,
    DECISIONS,
    DEAD_LETTERS,
    RULE_STATUS
  }
}
