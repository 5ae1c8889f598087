package io.renwu.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateLeasesTest {
  private static final long MILLI = 1_000_000L;
  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final Duration BURST = Duration.ofMillis(500);

  private static RateLeases leases(double perSecond) {
    return new RateLeases(LEASE, BURST, new Rate(1, perSecond, false), 0);
  }

  @Test
  void sharesAreMaxMinFair() {
    assertThat(FairShares.of(10, new long[] {100, 2, 100}, 0)).containsExactly(4, 2, 4);
    assertThat(FairShares.of(10, new long[] {1, 2, 3}, 0)).containsExactly(1, 2, 3);
    assertThat(FairShares.of(1, new long[] {5, 5, 5}, 1)).containsExactly(0, 1, 0);
    assertThat(FairShares.of(0, new long[] {5}, 0)).containsExactly(0);
    Random random = new Random(1);
    for (int run = 0; run < 2_000; run++) {
      long[] wants = random.longs(1 + random.nextInt(6), 0, 50).toArray();
      long budget = random.nextInt(120);
      long[] shares = FairShares.of(budget, wants, random.nextInt(wants.length));
      assertThat(Arrays.stream(shares).sum())
          .isEqualTo(Math.min(budget, Arrays.stream(wants).sum()));
      long most = Arrays.stream(shares).max().orElse(0);
      for (int i = 0; i < wants.length; i++) {
        assertThat(shares[i]).isLessThanOrEqualTo(wants[i]);
        assertThat(shares[i] == wants[i] || shares[i] >= most - 1).isTrue();
      }
    }
  }

  @Test
  void aBusyReaderGetsWhatAnIdleOneLeaves() {
    RateLeases leases = leases(1000);
    leases.register(0);
    leases.register(1);
    leases.ask(0, 1, 10_000, 0, 0);
    leases.ask(1, 1, 0, 0, 0);
    assertThat(leases.grant(100 * MILLI)).containsOnlyKeys(0);
    assertThat(leases.live(100 * MILLI)).isEqualTo(100);
  }

  @Test
  void aPauseAndAChangeHoldAtOnce() {
    RateLeases leases = leases(1000);
    LeaseHolder holder = LeaseHolder.waiting();
    leases.register(0);
    leases.ask(0, 1, 10_000, 0, 0);
    leases.grant(100 * MILLI).values().forEach(lease -> holder.receive(lease, 100 * MILLI));
    assertThat(holder.available(100 * MILLI)).isEqualTo(100);

    leases.change(new Rate(2, 1000, true), 110 * MILLI);
    holder.receive(leases.opening(), 110 * MILLI);
    assertThat(holder.available(110 * MILLI)).isZero();
    leases.ask(0, 2, 10_000, 0, 120 * MILLI);
    assertThat(leases.grant(300 * MILLI)).isEmpty();

    leases.change(Rate.unlimited(3), 310 * MILLI);
    holder.receive(leases.opening(), 310 * MILLI);
    assertThat(holder.available(310 * MILLI)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void leasesExpireAndOldOnesAreVoid() {
    LeaseHolder holder = LeaseHolder.waiting();
    assertThat(holder.available(0)).isZero();
    holder.receive(new Lease(2, false, 5, 100), 0);
    holder.receive(new Lease(2, false, 5, 100), 50);
    holder.receive(new Lease(1, true, 0, 100), 50);
    holder.spend(2);
    assertThat(holder.available(99)).isEqualTo(8);
    assertThat(holder.available(100)).isEqualTo(5);
    assertThat(holder.spent()).isEqualTo(5);
    holder.spend(5);
    assertThat(holder.available(120)).isZero();
    assertThat(LeaseHolder.free().available(0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aSlowRateIsMet() {
    RateLeases leases = leases(0.5);
    leases.register(0);
    long granted = 0;
    for (int i = 1; i <= 600; i++) {
      leases.ask(0, 1, 10, granted, i * 100L * MILLI);
      granted += sum(leases.grant(i * 100L * MILLI));
    }
    assertThat(granted).isBetween(29L, 30L);
  }

  /**
   * Readers come and go, events are late, the rate changes; the readers' own spending is counted.
   */
  @Test
  void leasesNeverExceedTheBudget() {
    for (long seed = 0; seed < 10_000; seed++) {
      new History(seed).run();
    }
  }

  private static long sum(Map<Integer, Lease> granted) {
    return granted.values().stream().mapToLong(Lease::tokens).sum();
  }

  private static final class History {
    private static final int READERS = 4;
    private final long seed;
    private final Random random;
    private final RateLeases leases;
    private final List<LeaseHolder> holders = new ArrayList<>();
    private final List<Delivery> underWay = new ArrayList<>();
    private long nowNanos;
    private long changedAtNanos;
    private long grantedSinceChange;

    private History(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.leases = new RateLeases(LEASE, BURST, rate(1), 0);
      for (int i = 0; i < READERS; i++) {
        holders.add(LeaseHolder.waiting());
        leases.register(i);
      }
    }

    private Rate rate(long version) {
      return random.nextInt(8) == 0
          ? Rate.unlimited(version)
          : new Rate(version, 0.2 + random.nextInt(3000), random.nextInt(8) == 0);
    }

    private void run() {
      for (int step = 0; step < 60; step++) {
        nowNanos += random.nextInt(150) * MILLI;
        deliver();
        int reader = random.nextInt(READERS);
        switch (random.nextInt(12)) {
          case 0 -> change();
          case 1 -> restart(reader);
          default -> work(reader);
        }
        grant();
        check();
      }
    }

    private void change() {
      leases.change(rate(leases.rate().version() + 1), nowNanos);
      changedAtNanos = nowNanos;
      grantedSinceChange = 0;
      for (int i = 0; i < READERS; i++) {
        underWay.add(new Delivery(i, leases.opening(), nowNanos));
      }
    }

    private void restart(int reader) {
      holders.set(reader, LeaseHolder.waiting());
      underWay.removeIf(delivery -> delivery.reader() == reader);
      leases.register(reader);
      underWay.add(new Delivery(reader, leases.opening(), nowNanos));
    }

    private void work(int reader) {
      LeaseHolder holder = holders.get(reader);
      long available = holder.available(nowNanos);
      if (available < Long.MAX_VALUE && available > 0) {
        holder.spend(random.nextLong(available + 1));
      }
      leases.ask(reader, holder.version(), random.nextInt(2000), holder.spent(), nowNanos);
    }

    private void grant() {
      Map<Integer, Lease> granted = leases.grant(nowNanos);
      grantedSinceChange += sum(granted);
      granted.forEach((reader, lease) -> underWay.add(new Delivery(reader, lease, nowNanos)));
    }

    private void deliver() {
      underWay.removeIf(
          delivery -> {
            boolean arrives = random.nextInt(3) > 0;
            if (arrives) {
              holders.get(delivery.reader()).receive(delivery.lease(), delivery.sentAtNanos());
            }
            return arrives;
          });
    }

    private void check() {
      Rate rate = leases.rate();
      assertThat(leases.live(nowNanos)).as("seed %d", seed).isLessThanOrEqualTo(leases.budget());
      double dripped =
          rate.isUnlimited() || rate.paused()
              ? 0
              : rate.perSecond() * (nowNanos - changedAtNanos) / 1e9;
      assertThat((double) grantedSinceChange)
          .as("seed %d", seed)
          .isLessThanOrEqualTo(dripped + 1e-6);
      long held = 0;
      for (LeaseHolder holder : holders) {
        if (holder.version() == rate.version() && !holder.isUnlimited()) {
          held += holder.available(nowNanos);
        }
      }
      assertThat(held).as("seed %d", seed).isLessThanOrEqualTo(leases.budget());
    }

    private record Delivery(int reader, Lease lease, long sentAtNanos) {}
  }
}
