package io.renwu.connector.redis.streams.simulation;

import io.renwu.limit.ReadRules;
import io.renwu.limit.TokenLease;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks the leases of one enumerator against what is promised, for a rate r that never changes:
 *
 * <pre>
 * granted under one version, in time t  &lt;=  1 + r * 0.1 s + r * t
 * sum of what readers hold              &lt;=  max(1, r * 1 s)
 * emitted by a reader under a version   &lt;=  granted to it
 * </pre>
 */
final class LeaseAuditor {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double ROUNDING = 1e-6;

  private final double perSecond;
  private final Map<Integer, Account> accounts = new HashMap<>();
  private long version = -1;
  private boolean unlimited;
  private long versionNanos;
  private long granted;

  LeaseAuditor(double perSecond) {
    this.perSecond = perSecond;
  }

  /** A reader begins, with nothing. */
  void register(int reader) {
    accounts.put(reader, new Account());
  }

  /** Readers are told of rules. */
  void renewed(ReadRules rules, long nowNanos) {
    if (rules.version() > version) {
      version = rules.version();
      unlimited = rules.isFree(0);
      versionNanos = nowNanos;
      granted = 0;
      accounts.values().forEach(Account::clear);
    }
  }

  void granted(int reader, TokenLease lease, long nowNanos) {
    granted += lease.sum();
    double seconds = (nowNanos - versionNanos) / NANOS_PER_SECOND;
    check(granted, 1 + perSecond * 0.1 + perSecond * seconds, "granted");
    accounts.get(reader).add(lease.sum(), nowNanos + lease.validNanos());
    long live = accounts.values().stream().mapToLong(account -> account.live(nowNanos)).sum();
    check(live, Math.max(1, perSecond), "held");
  }

  private static void check(long tokens, double bound, String what) {
    if (tokens > bound + ROUNDING) {
      throw new InvariantViolation(tokens + " tokens are " + what + " where " + bound + " may be");
    }
  }

  /** A reader let records pass; it may not have heard of the newest version yet. */
  void emitted(int reader, long count) {
    Account account = accounts.get(reader);
    account.spend(count);
    if (version >= 0
        && !unlimited
        && version == account.version
        && account.emitted > account.granted) {
      throw new InvariantViolation("reader " + reader + " let pass more than it was granted");
    }
  }

  /** A reader has heard of a version. */
  void heard(int reader, long heardVersion) {
    Account account = accounts.get(reader);
    if (heardVersion > account.version) {
      account.version = heardVersion;
      account.emitted = 0;
    }
  }

  private static final class Account {
    private final Deque<long[]> leases = new ArrayDeque<>();
    private long granted;
    private long emitted;
    private long version = -1;

    private void clear() {
      leases.clear();
      granted = 0;
    }

    private void add(long tokens, long expiresAtNanos) {
      granted += tokens;
      leases.add(new long[] {tokens, expiresAtNanos});
    }

    private void spend(long count) {
      emitted += count;
      long left = count;
      while (left > 0 && !leases.isEmpty()) {
        long[] oldest = leases.element();
        long taken = Math.min(left, oldest[0]);
        oldest[0] -= taken;
        left -= taken;
        if (oldest[0] == 0) {
          leases.remove();
        }
      }
    }

    private long live(long nowNanos) {
      leases.removeIf(lease -> lease[1] <= nowNanos);
      return leases.stream().mapToLong(lease -> lease[0]).sum();
    }
  }
}
