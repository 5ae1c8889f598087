package io.renwu.lab;

import io.renwu.chaos.ChaosResult;
import io.renwu.chaos.FaultResult;
import io.renwu.demo.recount.RecountReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a chaos run; docs/chaos.md lists the fields. Figures of rewards that were not judged
 * and times of jobs that did not recover are null.
 */
record ChaosReport(
    boolean good,
    long seed,
    int planned,
    long tookMillis,
    long records,
    @Nullable Long rewards,
    @Nullable Integer lost,
    @Nullable Integer duplicated,
    @Nullable Integer notDue,
    @Nullable Integer wrong,
    @Nullable Long deadLetters,
    @Nullable Long deadLettersDue,
    Recovery recoveryMillis,
    Map<String, Kind> kinds,
    Map<String, String> leftOut,
    List<Fault> faults,
    List<String> problems) {

  /** How long the jobs took to recover, in milliseconds. */
  record Recovery(@Nullable Long p50, @Nullable Long p99, @Nullable Long longest) {
    private static Recovery of(List<FaultResult> faults) {
      return new Recovery(
          millis(ChaosResult.recovery(faults, 50)),
          millis(ChaosResult.recovery(faults, 99)),
          millis(ChaosResult.recovery(faults, 100)));
    }
  }

  /** The faults of one kind. */
  record Kind(int times, long failed, Recovery recoveryMillis) {
    private static Kind of(List<FaultResult> faults) {
      return new Kind(faults.size(), ChaosResult.failed(faults), Recovery.of(faults));
    }
  }

  /** One fault. */
  record Fault(
      int number,
      String kind,
      String target,
      String at,
      long outageMillis,
      boolean joined,
      @Nullable Long recoveryMillis,
      List<String> remarks,
      List<String> problems) {
    private static Fault of(FaultResult result) {
      return new Fault(
          result.fault().number(),
          result.fault().kind().word(),
          result.target(),
          result.at().toString(),
          result.fault().outageMillis(),
          result.fault().joined(),
          millis(result.recoveryMillis()),
          result.remarks(),
          result.problems());
    }
  }

  static ChaosReport of(ChaosResult result) {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    result.byKind().forEach((kind, faults) -> kinds.put(kind.word(), Kind.of(faults)));
    Map<String, String> leftOut = new LinkedHashMap<>();
    result.leftOut().forEach((kind, why) -> leftOut.put(kind.word(), why));
    Optional<RecountReport> rewards = result.rewards();
    return new ChaosReport(
        result.good(),
        result.settings().seed(),
        result.settings().faults(),
        result.took().toMillis(),
        result.records(),
        rewards.map(RecountReport::due).orElse(null),
        rewards.map(found -> found.missing().size()).orElse(null),
        rewards.map(found -> found.doubled().size()).orElse(null),
        rewards.map(found -> found.unexpected().size()).orElse(null),
        rewards.map(found -> found.wrong().size()).orElse(null),
        rewards.map(RecountReport::deadLetters).orElse(null),
        rewards.map(RecountReport::deadLettersDue).orElse(null),
        Recovery.of(result.faults()),
        kinds,
        leftOut,
        result.faults().stream().map(Fault::of).toList(),
        result.allProblems());
  }

  private static @Nullable Long millis(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
