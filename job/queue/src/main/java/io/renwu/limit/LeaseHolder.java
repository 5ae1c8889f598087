package io.renwu.limit;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The leases of one reader: how many records of each lane it may let pass. Not thread-safe. */
public final class LeaseHolder {
  private ReadRules rules;
  private List<HeldTokens> lanes;
  private long expiredBefore;

  private LeaseHolder(ReadRules rules) {
    open(rules);
  }

  /** A holder that lets nothing pass until it has rules. */
  public static LeaseHolder closed() {
    return new LeaseHolder(ReadRules.closed(-1));
  }

  /** A holder that lets everything pass and ignores all rules. */
  public static LeaseHolder unlimited() {
    return new LeaseHolder(ReadRules.unlimited(Long.MAX_VALUE));
  }

  /**
   * Applies newer rules; leases of older ones become void.
   *
   * @return whether they are newer than the present ones; otherwise nothing changes
   */
  public boolean applyRules(ReadRules newer) {
    if (newer.version() <= rules.version()) {
      return false;
    }
    expiredBefore = expired();
    open(newer);
    return true;
  }

  private void open(ReadRules newRules) {
    rules = newRules;
    lanes = Stream.generate(HeldTokens::new).limit(newRules.lanes().count()).toList();
  }

  /** Adds a lease; one of other rules is ignored. */
  public void receive(TokenLease lease, long nowNanos) {
    if (lease.version() != rules.version()) {
      return;
    }
    for (int lane = 0; lane < lanes.size(); lane++) {
      long tokens = lease.tokens().get(lane);
      if (tokens > 0) {
        lanes.get(lane).add(tokens, nowNanos + lease.validNanos());
      }
    }
  }

  /** How many records of a lane may pass; {@link Long#MAX_VALUE} = all. */
  public long available(int lane, long nowNanos) {
    return rules.isFree(lane) ? Long.MAX_VALUE : lanes.get(lane).available(nowNanos);
  }

  /**
   * Spends tokens for records of a lane that passed, at most as many as were {@link #available}.
   */
  public void spend(int lane, long count) {
    if (!rules.isFree(lane)) {
      lanes.get(lane).spend(count);
    }
  }

  /** Whether records of some lane need tokens. */
  public boolean isLimited() {
    return !IntStream.range(0, lanes.size()).allMatch(rules::isFree);
  }

  /** The rules in force. */
  public ReadRules rules() {
    return rules;
  }

  /** Tokens of a lane that were used or have expired since the rules came into force. */
  public long spent(int lane) {
    return lanes.get(lane).spent();
  }

  /** Tokens that have expired since the reader started. */
  public long expired() {
    return expiredBefore + lanes.stream().mapToLong(HeldTokens::expired).sum();
  }
}
