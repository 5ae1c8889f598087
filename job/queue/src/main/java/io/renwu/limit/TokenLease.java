package io.renwu.limit;

import java.io.Serializable;
import java.util.List;

/**
 * Leave for one reader to let records pass.
 *
 * @param version of the {@link ReadRules} it is given under; under others it is void
 * @param tokens of each lane, records that may pass; added to what the reader holds
 * @param validNanos how long after its arrival the tokens are good
 */
public record TokenLease(long version, List<Long> tokens, long validNanos) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Of all lanes. */
  public long sum() {
    return tokens.stream().mapToLong(Long::longValue).sum();
  }
}
