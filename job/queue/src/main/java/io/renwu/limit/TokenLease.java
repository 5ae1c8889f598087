package io.renwu.limit;

import java.io.Serializable;
import java.util.List;

/**
 * The right of one reader to let records pass.
 *
 * @param version the version of its {@link ReadRules}; void under others
 * @param tokens records that may pass, for each lane; added to the tokens that the reader holds
 * @param validNanos how long the tokens are valid after they arrive
 */
public record TokenLease(long version, List<Long> tokens, long validNanos) implements Serializable {
  private static final long serialVersionUID = 1;

  /** The tokens of all lanes. */
  public long sum() {
    return tokens.stream().mapToLong(Long::longValue).sum();
  }
}
