package io.renwu.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateLeasesTest {
  private static final long MILLI = 1_000_000L;
  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final Duration BURST = Duration.ofMillis(500);

  private static ReadRules rules(long version, double perSecond, boolean paused) {
    return new ReadRules(version, perSecond, paused, BURST, Lanes.ONE);
  }

  private static RateLeases leases(double perSecond) {
    return new RateLeases(LEASE, rules(1, perSecond, false), 0);
  }

  private static List<LaneDemand> demand(long ready, long spent) {
    return List.of(new LaneDemand(ready, spent));
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
    leases.recordDemand(0, 1, demand(10_000, 0), 0);
    leases.recordDemand(1, 1, demand(0, 0), 0);
    assertThat(leases.grant(100 * MILLI)).containsOnlyKeys(0);
    assertThat(leases.live(100 * MILLI)).isEqualTo(100);
  }

  @Test
  void aPauseAndAChangeApplyAtOnce() {
    RateLeases leases = leases(1000);
    LeaseHolder holder = LeaseHolder.closed();
    leases.register(0);
    holder.applyRules(leases.rules());
    leases.recordDemand(0, 1, demand(10_000, 0), 0);
    leases.grant(100 * MILLI).values().forEach(lease -> holder.receive(lease, 100 * MILLI));
    assertThat(holder.available(0, 100 * MILLI)).isEqualTo(100);

    leases.changeRules(rules(2, 1000, true), 110 * MILLI);
    holder.applyRules(leases.rules());
    assertThat(holder.available(0, 110 * MILLI)).isZero();
    leases.recordDemand(0, 2, demand(10_000, 0), 120 * MILLI);
    assertThat(leases.grant(300 * MILLI)).isEmpty();

    leases.changeRules(ReadRules.unlimited(3), 310 * MILLI);
    holder.applyRules(leases.rules());
    assertThat(holder.available(0, 310 * MILLI)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void leasesExpireAndOldOnesAreVoid() {
    LeaseHolder holder = LeaseHolder.closed();
    assertThat(holder.available(0, 0)).isZero();
    assertThat(holder.applyRules(rules(2, 100, false))).isTrue();
    assertThat(holder.applyRules(ReadRules.unlimited(1))).isFalse();
    holder.receive(new TokenLease(2, List.of(5L), 100), 0);
    holder.receive(new TokenLease(2, List.of(5L), 100), 50);
    holder.receive(new TokenLease(1, List.of(7L), 100), 50);
    holder.spend(0, 2);
    assertThat(holder.available(0, 99)).isEqualTo(8);
    assertThat(holder.available(0, 100)).isEqualTo(5);
    assertThat(holder.spent(0)).isEqualTo(5);
    assertThat(holder.expired()).isEqualTo(3);
    holder.spend(0, 5);
    assertThat(holder.available(0, 120)).isZero();
    holder.applyRules(rules(3, 100, false));
    assertThat(holder.spent(0)).isZero();
    assertThat(holder.expired()).isEqualTo(3);
    assertThat(LeaseHolder.unlimited().available(0, 0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aRateOfZeroGrantsNothing() {
    RateLeases leases = leases(0);
    leases.register(0);
    leases.recordDemand(0, 1, demand(10, 0), 0);
    assertThat(leases.grant(10_000 * MILLI)).isEmpty();
    assertThat(leases.budget()).isZero();
  }

  @Test
  void unwantedTokensLapse() {
    RateLeases leases = leases(1000);
    leases.register(0);
    leases.grant(1_000 * MILLI);
    assertThat(leases.lapsed()).isEqualTo(499);
    leases.changeRules(rules(2, 10, false), 1_000 * MILLI);
    assertThat(leases.lapsed()).isEqualTo(499);
  }

  @Test
  void lanesShareByWeightAndAreCapped() {
    Lanes lanes =
        new Lanes(
            List.of(
                new Lane("a", 3, false, Double.POSITIVE_INFINITY),
                new Lane("b", 1, false, Double.POSITIVE_INFINITY),
                new Lane("c", 4, false, 50)),
            0);
    RateLeases leases = new RateLeases(LEASE, new ReadRules(1, 1000, false, BURST, lanes), 0);
    leases.register(0);
    leases.register(1);
    long[] granted = new long[3];
    for (int turn = 1; turn <= 100; turn++) {
      long nowNanos = turn * 100L * MILLI;
      for (int reader = 0; reader < 2; reader++) {
        // Lanes a and b wait in different readers.
        leases.recordDemand(
            reader,
            1,
            List.of(
                new LaneDemand(reader == 0 ? 100_000 : 0, 1_000_000),
                new LaneDemand(reader == 1 ? 100_000 : 0, 1_000_000),
                new LaneDemand(100_000, 1_000_000)),
            nowNanos);
      }
      for (TokenLease lease : leases.grant(nowNanos).values()) {
        for (int lane = 0; lane < 3; lane++) {
          granted[lane] += lease.tokens().get(lane);
        }
      }
    }
    assertThat(granted[2]).isEqualTo(500);
    assertThat(granted[0] + granted[1] + granted[2]).isEqualTo(10_000);
    assertThat(granted[0]).isBetween(3 * granted[1] - 8, 3 * granted[1] + 8);
  }

  @Test
  void aLaneMayBeCappedWhileTheQueueIsNot() {
    Lanes lanes =
        new Lanes(
            List.of(new Lane("a", 1, false, Double.POSITIVE_INFINITY), new Lane("b", 1, false, 10)),
            0);
    ReadRules rules = new ReadRules(1, Double.POSITIVE_INFINITY, false, BURST, lanes);
    RateLeases leases = new RateLeases(LEASE, rules, 0);
    LeaseHolder holder = LeaseHolder.closed();
    holder.applyRules(rules);
    leases.register(0);
    leases.recordDemand(0, 1, List.of(new LaneDemand(100, 0), new LaneDemand(100, 0)), 0);
    leases.grant(300 * MILLI).values().forEach(lease -> holder.receive(lease, 300 * MILLI));
    assertThat(holder.available(0, 300 * MILLI)).isEqualTo(Long.MAX_VALUE);
    assertThat(holder.available(1, 300 * MILLI)).isEqualTo(3);
    assertThat(holder.isLimited()).isTrue();
  }

  @Test
  void aSlowRateIsReached() {
    RateLeases leases = leases(0.5);
    leases.register(0);
    long granted = 0;
    for (int i = 1; i <= 600; i++) {
      leases.recordDemand(0, 1, demand(10, granted), i * 100L * MILLI);
      granted += sum(leases.grant(i * 100L * MILLI));
    }
    assertThat(granted).isBetween(29L, 30L);
  }

  private static long sum(Map<Integer, TokenLease> granted) {
    return granted.values().stream().mapToLong(TokenLease::sum).sum();
  }
}
