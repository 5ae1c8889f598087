package io.renwu.cluster;

import io.renwu.flink.FlinkCheckpoints.Checkpoint;
import io.renwu.flink.FlinkRest;
import io.renwu.job.RenwuJob;
import io.renwu.timeout.ServerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the newest savepoint or checkpoint of a job, however it was stopped: in the folders of
 * savepoints and checkpoints, and in Flink's history of the job's runs. The metadata tells which
 * ones belong to another job; those are skipped.
 */
final class LatestState {
  private final Optional<FlinkRest> rest;
  private final StateFolders folders;

  private LatestState(Optional<FlinkRest> rest, StateFolders folders) {
    this.rest = rest;
    this.folders = folders;
  }

  /** Searches the folders of a Flink cluster on this machine, and its history. */
  static LatestState of(FlinkRest rest, List<String> roots) {
    return new LatestState(Optional.of(rest), new StateFolders(roots, true));
  }

  /** Searches only folders of this machine. */
  static LatestState in(List<String> roots) {
    return new LatestState(Optional.empty(), new StateFolders(roots, true));
  }

  /** Searches the configured folders of a running Flink cluster, and its history. */
  static LatestState of(FlinkRest rest) {
    Map<String, String> flink = rest.history().configuration();
    List<String> roots =
        Stream.of("execution.checkpointing.savepoint-dir", "execution.checkpointing.dir")
            .flatMap(key -> Optional.ofNullable(flink.get(key)).stream())
            .toList();
    return new LatestState(Optional.of(rest), new StateFolders(roots, false));
  }

  /**
   * The places that are searched for the state of a job, for messages; names states that were
   * deleted.
   */
  String places(RenwuJob job) {
    List<String> places = new ArrayList<>(folders.roots());
    rest.ifPresent(flink -> places.add("the job history of " + flink.address()));
    candidates(job).stream()
        .filter(candidate -> candidate.run().isPresent())
        .forEach(candidate -> places.add(candidate.path() + ", which no longer exists"));
    return String.join(", ", places);
  }

  /** A state that the job may continue from; {@code run} is set if Flink's history knows it. */
  private record Candidate(String path, Instant completedAt, Optional<String> run) {}

  /**
   * The newest state; empty if there is none. The collector may continue from any, because it skips
   * what the queue already has.
   *
   * @throws ServerException if a newer one of the task job was deleted, or one cannot be read
   */
  Optional<SavedState> newest(RenwuJob job) {
    Optional<Candidate> gone = Optional.empty();
    for (Candidate candidate : candidates(job)) {
      Optional<SavedState> state = usable(job, candidate);
      if (state.isPresent()) {
        if (job == RenwuJob.TASKS) {
          gone.ifPresent(newer -> refuse(job, newer, state.get()));
        }
        return state;
      }
      if (candidate.run().isPresent() && gone.isEmpty()) {
        gone = Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /**
   * The savepoint or checkpoint of a given path.
   *
   * @param width the parallelism if the metadata cannot be read here
   * @throws ServerException if the metadata can be read and are of another job
   */
  Optional<SavedState> named(RenwuJob job, String path, int width) {
    Optional<Instant> writtenAt = StateFolders.writtenAt(path);
    if (writtenAt.isEmpty()) {
      return Optional.of(new SavedState(path, Instant.EPOCH, width));
    }
    Optional<SavedState> state = read(job, path, writtenAt.get());
    if (state.isEmpty()) {
      throw new ServerException(
          path
              + " holds no state of "
              + job.title()
              + "'s source, expected a savepoint or checkpoint of "
              + job.title());
    }
    return state;
  }

  private static void refuse(RenwuJob job, Candidate newer, SavedState older) {
    throw new ServerException(
        job.title()
            + " is not started: its newest state, "
            + newer.path()
            + " of "
            + newer.completedAt()
            + ", no longer exists; the newest that exists is "
            + older.path()
            + " of "
            + older.completedAt()
            + ". Rewards that were granted since would be granted again, with the same grantIds:"
            + " restore the newer one, or name the older one with --from");
  }

  private List<Candidate> candidates(RenwuJob job) {
    Map<String, Candidate> byPath = new LinkedHashMap<>();
    for (StateFolders.Found found : folders.all()) {
      byPath.put(
          StateFolders.plain(found.path()),
          new Candidate(found.path(), found.writtenAt(), Optional.empty()));
    }
    for (FlinkRest.Job run : rest.map(flink -> flink.runs(job.title())).orElse(List.of())) {
      for (Checkpoint saved : saved(run)) {
        if (saved.path().contains("/")) {
          byPath.put(
              StateFolders.plain(saved.path()),
              new Candidate(saved.path(), saved.completedAt(), Optional.of(run.id())));
        }
      }
    }
    List<Candidate> all = new ArrayList<>(byPath.values());
    all.sort(Comparator.comparing(Candidate::completedAt).reversed());
    return all;
  }

  /** The saved states of a run; none if Flink has no history of it: it failed before it started. */
  private List<Checkpoint> saved(FlinkRest.Job run) {
    try {
      return rest.orElseThrow().history().restorePoints(run.id());
    } catch (ServerException none) {
      return List.of();
    }
  }

  private Optional<SavedState> usable(RenwuJob job, Candidate candidate) {
    if (StateFolders.writtenAt(candidate.path()).isPresent()) {
      return read(job, candidate.path(), candidate.completedAt());
    }
    return candidate
        .run()
        .filter(run -> !folders.sees(candidate.path()))
        .map(
            run ->
                new SavedState(
                    candidate.path(),
                    candidate.completedAt(),
                    rest.orElseThrow().tasks(run).parallelism()));
  }

  /** Empty if it is another job's, or was deleted meanwhile. */
  private static Optional<SavedState> read(RenwuJob job, String path, Instant completedAt) {
    try {
      List<StoredOperator> operators = StoredOperator.read(path);
      return operators.stream()
              .anyMatch(operator -> operator.id().equals(StoredOperator.idOf(job.source())))
          ? Optional.of(
              new SavedState(
                  path,
                  completedAt,
                  operators.stream().mapToInt(StoredOperator::parallelism).max().orElse(1)))
          : Optional.empty();
    } catch (ServerException unreadable) {
      if (StateFolders.writtenAt(path).isEmpty()) {
        return Optional.empty();
      }
      throw new ServerException(
          unreadable.getMessage() + "; delete it if it is of no use, or name another with --from",
          unreadable);
    }
  }
}
