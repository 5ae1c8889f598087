package io.renwu.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random histories: readers restart, messages are late, backlogs are skewed, rules change, and the
 * leasing side fails over. {@code -Dlease.histories=100000} runs more, {@code -Dlease.first=N} sets
 * the first seed.
 */
class LeaseHistoriesTest {
  private static final long MILLI = 1_000_000L;
  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final int READERS = 4;

  @Test
  void leasesNeverExceedTheBudget() {
    long first = Long.getLong("lease.first", 0);
    long count = Long.getLong("lease.histories", 10_000);
    for (long seed = first; seed < first + count; seed++) {
      try {
        new History(seed).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  /**
   * Readers with a backlog in some lanes spend all their tokens at once; turns are late by less
   * than the burst.
   */
  @Test
  void allTokensAreUsedAndNoReaderStarvesWhileThereIsABacklog() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      double perSecond = 1 + random.nextInt(50_000);
      int count = 1 + random.nextInt(3);
      List<Lane> all = new ArrayList<>();
      for (int lane = 0; lane < count; lane++) {
        all.add(new Lane("lane" + lane, 1 + random.nextInt(9), false, Double.POSITIVE_INFINITY));
      }
      Lanes lanes = new Lanes(all, 0);
      RateLeases leases =
          new RateLeases(
              LEASE, new ReadRules(1, perSecond, false, Duration.ofMillis(200), lanes), 0);
      // Reader 0 has a backlog in every lane, the others in random lanes.
      long[][] backlogs = new long[READERS][count];
      long[][] granted = new long[READERS][count];
      for (int reader = 0; reader < READERS; reader++) {
        leases.register(reader);
        for (int lane = 0; lane < count; lane++) {
          backlogs[reader][lane] = reader == 0 || random.nextBoolean() ? 1_000_000 : 0;
        }
      }
      long nowNanos = 0;
      for (int turn = 0; turn < 200; turn++) {
        nowNanos += (50 + random.nextInt(100)) * MILLI;
        for (int reader = 0; reader < READERS; reader++) {
          List<LaneDemand> demands = new ArrayList<>();
          for (int lane = 0; lane < count; lane++) {
            demands.add(new LaneDemand(backlogs[reader][lane], granted[reader][lane]));
          }
          leases.recordDemand(reader, 1, demands, nowNanos);
        }
        leases
            .grant(nowNanos)
            .forEach(
                (reader, lease) -> {
                  for (int lane = 0; lane < count; lane++) {
                    granted[reader][lane] += lease.tokens().get(lane);
                  }
                });
      }
      double due = perSecond * nowNanos / 1e9;
      double weights = all.stream().mapToDouble(Lane::weight).sum();
      long total = 0;
      for (int lane = 0; lane < count; lane++) {
        int index = lane;
        long waiting = IntStream.range(0, READERS).filter(r -> backlogs[r][index] > 0).count();
        double fair = due * all.get(lane).weight() / weights / waiting;
        for (int reader = 0; reader < READERS; reader++) {
          total += granted[reader][lane];
          if (backlogs[reader][lane] > 0) {
            assertThat((double) granted[reader][lane])
                .as("seed %d", seed)
                .isGreaterThan(0.9 * fair - 4);
          }
        }
      }
      assertThat((double) total).as("seed %d", seed).isBetween(due - 1.001, due + 1e-6);
    }
  }

  private static final class History {
    private final Random random;
    private RateLeases leases;
    private final List<LeaseHolder> holders = new ArrayList<>();
    private final List<Delivery> inFlight = new ArrayList<>();
    private long nowNanos;
    private long changedAtNanos;
    private long[] grantedSinceChange;

    private History(long seed) {
      this.random = new Random(seed);
      this.leases = new RateLeases(LEASE, rules(1), 0);
      for (int i = 0; i < READERS; i++) {
        holders.add(LeaseHolder.closed());
        leases.register(i);
      }
      resetCounts();
    }

    private ReadRules rules(long version) {
      List<Lane> lanes = new ArrayList<>();
      int strict = random.nextInt(6);
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        double cap = random.nextInt(4) == 0 ? random.nextInt(400) : Double.POSITIVE_INFINITY;
        lanes.add(new Lane("lane" + i, 0.1 + random.nextInt(50), i == strict, cap));
      }
      double perSecond =
          random.nextInt(8) == 0 ? Double.POSITIVE_INFINITY : 0.2 + random.nextInt(3000);
      return new ReadRules(
          version,
          perSecond,
          random.nextInt(8) == 0,
          Duration.ofMillis(50 + random.nextInt(1000)),
          new Lanes(lanes, random.nextInt(9) / 10.0));
    }

    private void run() {
      for (int step = 0; step < 60; step++) {
        nowNanos += random.nextInt(150) * MILLI;
        deliver();
        int reader = random.nextInt(READERS);
        switch (random.nextInt(24)) {
          case 0, 1 -> change();
          case 2, 3 -> restart(reader);
          case 4 -> failOver();
          default -> work(reader);
        }
        grant();
        check();
      }
    }

    private void change() {
      leases.changeRules(rules(leases.rules().version() + 1), nowNanos);
      resetCounts();
      for (int i = 0; i < READERS; i++) {
        inFlight.add(new Delivery(i, leases.rules(), null, nowNanos));
      }
    }

    private void resetCounts() {
      changedAtNanos = nowNanos;
      grantedSinceChange = new long[leases.rules().lanes().count()];
    }

    private void restart(int reader) {
      holders.set(reader, LeaseHolder.closed());
      inFlight.removeIf(delivery -> delivery.reader() == reader);
      leases.register(reader);
      inFlight.add(new Delivery(reader, leases.rules(), null, nowNanos));
    }

    /** The leasing side and all readers restart. */
    private void failOver() {
      leases = new RateLeases(LEASE, rules(1), nowNanos);
      resetCounts();
      IntStream.range(0, READERS).forEach(this::restart);
    }

    private void work(int reader) {
      LeaseHolder holder = holders.get(reader);
      int lanes = holder.rules().lanes().count();
      List<LaneDemand> demands = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        long available = holder.available(lane, nowNanos);
        if (available < Long.MAX_VALUE && available > 0) {
          holder.spend(lane, random.nextLong(available + 1));
        }
        demands.add(
            new LaneDemand(random.nextBoolean() ? 0 : random.nextInt(2000), holder.spent(lane)));
      }
      leases.recordDemand(reader, holder.rules().version(), demands, nowNanos);
    }

    private void grant() {
      Map<Integer, TokenLease> granted = leases.grant(nowNanos);
      granted.forEach(
          (reader, lease) -> {
            for (int lane = 0; lane < grantedSinceChange.length; lane++) {
              grantedSinceChange[lane] += lease.tokens().get(lane);
            }
            inFlight.add(new Delivery(reader, null, lease, nowNanos));
          });
    }

    /** Delivers each reader's messages in order, as Flink does. */
    private void deliver() {
      boolean[] delayed = new boolean[READERS];
      inFlight.removeIf(
          delivery -> {
            int reader = delivery.reader();
            delayed[reader] |= random.nextInt(3) == 0;
            if (delayed[reader]) {
              return false;
            }
            if (delivery.rules() != null) {
              holders.get(reader).applyRules(delivery.rules());
            } else {
              holders.get(reader).receive(delivery.lease(), delivery.sentAtNanos());
            }
            return true;
          });
    }

    private void check() {
      ReadRules rules = leases.rules();
      double seconds = (nowNanos - changedAtNanos) / 1e9;
      long total = 0;
      long totalHeld = 0;
      for (int lane = 0; lane < grantedSinceChange.length; lane++) {
        long granted = grantedSinceChange[lane];
        double cap = rules.lanes().all().get(lane).perSecond();
        long heldTokens = heldTokens(lane, rules);
        total += granted;
        totalHeld += heldTokens;
        assertThat((double) granted).isLessThanOrEqualTo(maxGranted(rules, cap, seconds));
        assertThat(leases.live(lane, nowNanos)).isLessThanOrEqualTo(leases.budget(lane));
        assertThat(heldTokens).isLessThanOrEqualTo(leases.budget(lane));
      }
      assertThat((double) total).isLessThanOrEqualTo(maxGranted(rules, rules.perSecond(), seconds));
      assertThat(leases.live(nowNanos)).isLessThanOrEqualTo(leases.budget());
      assertThat(totalHeld).isLessThanOrEqualTo(leases.budget());
    }

    private static double maxGranted(ReadRules rules, double perSecond, double seconds) {
      if (rules.paused()) {
        return 0;
      }
      return perSecond == Double.POSITIVE_INFINITY ? perSecond : perSecond * seconds + 1e-6;
    }

    private long heldTokens(int lane, ReadRules rules) {
      return holders.stream()
          .filter(holder -> holder.rules().equals(rules) && !rules.isFree(lane))
          .mapToLong(holder -> holder.available(lane, nowNanos))
          .sum();
    }

    private record Delivery(
        int reader, @Nullable ReadRules rules, @Nullable TokenLease lease, long sentAtNanos) {}
  }
}
