package io.renwu.connector.redis.streams.simulation;

import io.renwu.limit.ReadRules;
import io.renwu.limit.TokenLease;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks that the leases of one enumerator keep their bounds, for a constant rate r:
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

  /** Starts a reader without tokens. */
  void register(int reader) {
    accounts.put(reader, new Account());
  }

  /** Records that rules were sent to the readers. */
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
      throw new InvariantViolation(tokens + " tokens are " + what + ", more than " + bound);
    }
  }

  /** Records that a reader emitted records; it may not have received the newest rules yet. */
  void emitted(int reader, long count) {
    Account account = accounts.get(reader);
    account.spend(count);
    if (version >= 0
        && !unlimited
        && version == account.version
        && account.emitted > account.granted) {
      throw new InvariantViolation("reader " + reader + " emitted more than it was granted");
    }
  }

  /** Records that a reader has received the rules of a version. */
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
        long spent = Math.min(left, oldest[0]);
        oldest[0] -= spent;
        left -= spent;
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
