package io.renwu.chaos;

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
 * @param settings as they were after kinds were left out
 * @param leftOut why a kind was, by kind
 * @param faults in their order; fewer than planned where the jobs did not recover
 * @param records that were sent
 * @param rewards the recount; empty where what was sent did not go the whole way
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

  /** Whether every fault was done and recovered from, and every reward is there exactly once. */
  public boolean good() {
    return faults.size() == settings.faults()
        && faults.stream().allMatch(fault -> fault.problems().isEmpty())
        && problems.isEmpty()
        && rewards.filter(RecountReport::clean).isPresent();
  }

  /** What is wrong with the faults and the run as a whole, a sentence each. */
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

  /** The faults of each kind that were done. */
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
   * @return in milliseconds; empty where none recovered by itself
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
