package io.renwu.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private static List<Fault> plan(long seed, int faults) {
    return FaultPlan.of(seed, faults, ALL, LONGEST);
  }

  @Test
  void planDependsOnTheSeed() {
    assertThat(plan(7, 100)).isEqualTo(plan(7, 100)).isNotEqualTo(plan(8, 100));
    assertThat(FaultPlan.of(7, 100, Set.copyOf(ALL), LONGEST)).isEqualTo(plan(7, 100));
  }

  @Test
  void everyKindOccursIfThereAreEnoughFaults() {
    for (long seed = 0; seed < 100; seed++) {
      assertThat(plan(seed, ALL.size())).extracting(Fault::kind).containsAll(ALL);
    }
  }

  @Test
  void kindsOccurInProportionToTheirWeights() {
    Map<FaultKind, Long> times =
        plan(1, 20_000).stream()
            .map(Fault::kind)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    int sum = ALL.stream().mapToInt(FaultKind::weight).sum();
    times.forEach(
        (kind, count) ->
            assertThat(count / 20_000.0)
                .as(kind.word())
                .isBetween(0.8 * kind.weight() / sum, 1.2 * kind.weight() / sum));
  }

  @Test
  void onlyRequestedKindsOccur() {
    Set<FaultKind> kinds = EnumSet.of(FaultKind.KILL_REDIS, FaultKind.UPGRADE);
    assertThat(FaultPlan.of(3, 50, kinds, LONGEST)).extracting(Fault::kind).isSubsetOf(kinds);
  }

  @Test
  void onlyLastingKindsHaveADuration() {
    for (Fault fault : plan(5, 1_000)) {
      if (fault.kind().isLasting()) {
        assertThat(fault.outageMillis()).isBetween(200L, LONGEST.toMillis());
      } else {
        assertThat(fault.outageMillis()).isZero();
      }
      assertThat(fault.choice()).isNotNegative();
      assertThat(fault.pauseMillis()).isBetween(0L, 2_000L);
    }
  }

  /** A change needs running jobs, and no fault follows the last one. */
  @Test
  void onlyOutagesJoinOutages() {
    List<Fault> plan = plan(5, 1_000);
    assertThat(plan).anyMatch(Fault::joined);
    assertThat(plan.get(plan.size() - 1).joined()).isFalse();
    IntStream.range(0, plan.size() - 1)
        .filter(i -> plan.get(i).joined())
        .forEach(
            i -> {
              assertThat(plan.get(i).kind().mayJoin()).isTrue();
              assertThat(plan.get(i + 1).kind().mayJoin()).isTrue();
            });
  }

  /** A forbidden restart is detected by comparing the jobs before and after a single fault. */
  @Test
  void kindsThatForbidRestartsDoNotJoin() {
    assertThat(ALL)
        .filteredOn(FaultKind::forbidsRestarts)
        .containsExactly(
            FaultKind.DELETE_CONTROL,
            FaultKind.HOSTILE_RECORDS,
            FaultKind.HOSTILE_DOCUMENTS,
            FaultKind.WRONG_TIMESTAMPS,
            FaultKind.SECOND_SYSTEM)
        .noneMatch(FaultKind::mayJoin);
  }

  @Test
  void rescalesAlternateAndFaultsAreNumbered() {
    List<Fault> plan = plan(9, 200);
    assertThat(plan).extracting(Fault::number).first().isEqualTo(1);
    assertThat(plan).extracting(Fault::number).last().isEqualTo(200);
    List<Integer> choices =
        plan.stream().filter(f -> f.kind() == FaultKind.RESCALE).map(Fault::choice).toList();
    assertThat(choices)
        .isEqualTo(IntStream.range(0, choices.size()).boxed().toList())
        .hasSizeGreaterThan(3);
  }

  @Test
  void wrongValuesAreRefused() {
    assertThatThrownBy(() -> plan(1, 0)).hasMessageContaining("found 0 faults");
    assertThatThrownBy(() -> FaultPlan.of(1, 1, Set.of(), LONGEST))
        .hasMessageContaining("kinds []");
    assertThatThrownBy(() -> FaultPlan.of(1, 1, ALL, Duration.ZERO)).hasMessageContaining("PT0S");
  }
}
