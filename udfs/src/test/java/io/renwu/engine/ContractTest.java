package io.renwu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The engine against {@link ContractModel} over random tasks and histories. {@code
 * -Dtest.args=-Dcontract.seeds=1000000} compares more of them, {@code
 * -Dtest.args=-Dcontract.first=17} begins at another than 1.
 */
class ContractTest {
  private static final long SEEDS = Long.getLong("contract.seeds", 2_000);

  /** In so many histories everything that can happen happens once at least. */
  private static final long HISTORIES_FOR_ONE = Long.getLong("contract.one", 100);

  private static final int REPLAYED_ONE_IN = 10;
  private static final long FIRST = Long.getLong("contract.first", 1);

  @Test
  void theEngineDecidesAsTheContractSays() {
    Coverage coverage = new Coverage();
    ModelComparison comparison = new ModelComparison();
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      ContractCase history = ContractCase.of(seed);
      Optional<ModelComparison.Difference> difference = comparison.difference(history, coverage);
      if (difference.isPresent()) {
        throw new AssertionError("seed " + seed + ", " + report(history));
      }
    }
    assertThat(coverage.rarerThan((int) (SEEDS / HISTORIES_FOR_ONE))).isEmpty();
  }

  /** "The same events and the same task versions give the same output, byte for byte." */
  @Test
  void neitherRestartsNorForgettingShows() {
    for (long seed = FIRST; seed < FIRST + SEEDS / REPLAYED_ONE_IN; seed++) {
      ContractCase history = ContractCase.of(seed);
      byte[] once = Replay.bytes(history, null);
      assertThat(Replay.bytes(history, new Random(seed))).as("seed %s", seed).isEqualTo(once);
      assertThat(Replay.bytes(history, new Random(-seed))).as("seed -%s", seed).isEqualTo(once);
    }
  }

  /** What is left of a case when all is dropped that the difference does not need. */
  private static String report(ContractCase history) {
    ContractCase smallest =
        Shrinker.shrink(
            history,
            candidate -> new ModelComparison().difference(candidate, new Coverage()).isPresent());
    Optional<ModelComparison.Difference> difference =
        new ModelComparison().difference(smallest, new Coverage());
    return difference
        .map(
            d ->
                "made as small as possible, event %d:\nexpected %s\nfound %s\n%s"
                    .formatted(d.step(), d.expected(), d.found(), smallest.text()))
        .orElse("and it has to do with the histories before: " + history.text());
  }
}
