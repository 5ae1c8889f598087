package io.renwu.limit;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The side that holds leases: how many records of each lane one reader may let pass. Not
 * thread-safe.
 */
public final class LeaseHolder {
  private ReadRules rules;
  private List<HeldTokens> lanes;
  private long expiredBefore;

  private LeaseHolder(ReadRules rules) {
    open(rules);
  }

  /** Nothing may pass before the first rules are here. */
  public static LeaseHolder waiting() {
    return new LeaseHolder(ReadRules.closed(-1));
  }

  /** Everything may pass, for good. */
  public static LeaseHolder free() {
    return new LeaseHolder(ReadRules.unlimited(Long.MAX_VALUE));
  }

  /**
   * Takes new rules; leases of older ones are void.
   *
   * @return whether they are newer than those in force; others change nothing
   */
  public boolean renew(ReadRules newer) {
    if (newer.version() <= rules.version()) {
      return false;
    }
    expiredBefore = expired();
    open(newer);
    return true;
  }

  private void open(ReadRules opened) {
    rules = opened;
    lanes = Stream.generate(HeldTokens::new).limit(opened.lanes().count()).toList();
  }

  /** Takes a lease; one that was given under other rules is void. */
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

  /** So many records of a lane have passed, at most what was {@link #available}. */
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

  /** Tokens of a lane, given under the rules in force, that were used or have expired. */
  public long spent(int lane) {
    return lanes.get(lane).spent();
  }

  /** Tokens that have expired since the reader began. */
  public long expired() {
    return expiredBefore + lanes.stream().mapToLong(HeldTokens::expired).sum();
  }
}
