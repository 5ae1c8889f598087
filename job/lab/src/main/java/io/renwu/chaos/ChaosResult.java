package io.renwu.chaos;

import io.renwu.chaos.fault.FaultKind;
import io.renwu.demo.recount.RecountReport;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The faults of a run and its result.
 *
 * @param settings without the kinds that were left out
 * @param leftOut the reason for each kind that was left out
 * @param faults in their order; fewer than planned if the jobs did not recover
 * @param records how many were sent
 * @param rewards the recount; empty if not every record was processed in time
 * @param problems of the run as a whole
 */
public record ChaosResult(
    ChaosSettings settings,
    Map<FaultKind, String> leftOut,
    List<FaultResult> faults,
    long records,
    Optional<RecountReport> rewards,
    List<String> problems,
    Duration took) {
  public ChaosResult {
    leftOut = Map.copyOf(leftOut);
    faults = List.copyOf(faults);
    problems = List.copyOf(problems);
  }

  /**
   * Whether every fault was injected, the jobs recovered from each, and every reward is there
   * exactly once.
   */
  public boolean good() {
    return faults.size() == settings.faults()
        && faults.stream().allMatch(fault -> fault.problems().isEmpty())
        && problems.isEmpty()
        && rewards.filter(RecountReport::clean).isPresent();
  }

  /** The problems of the faults and of the run as a whole, a sentence each. */
  public List<String> allProblems() {
    Stream<String> ofFaults =
        faults.stream()
            .flatMap(
                result ->
                    result.problems().stream()
                        .map(
                            problem ->
                                "#"
                                    + result.fault().number()
                                    + " "
                                    + result.fault().kind().word()
                                    + ": "
                                    + problem));
    return Stream.concat(ofFaults, problems.stream()).toList();
  }

  /** How many of the faults have problems. */
  public static long failed(List<FaultResult> faults) {
    return faults.stream().filter(fault -> !fault.problems().isEmpty()).count();
  }

  /** The faults that were injected, by kind. */
  public Map<FaultKind, List<FaultResult>> byKind() {
    return faults.stream()
        .collect(
            Collectors.groupingBy(
                result -> result.fault().kind(), TreeMap::new, Collectors.toList()));
  }

  /**
   * A percentile of recovery times, by nearest rank.
   *
   * @param percent above 0, to 100
   * @return in milliseconds; empty if no fault has a recovery time
   */
  public static OptionalLong recovery(List<FaultResult> faults, int percent) {
    long[] sorted =
        faults.stream()
            .map(FaultResult::recoveryMillis)
            .flatMapToLong(OptionalLong::stream)
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return OptionalLong.empty();
    }
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return Arrays.stream(sorted).skip(rank - 1L).findFirst();
  }
}
