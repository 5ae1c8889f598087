package io.renwu.cluster;

import io.renwu.flink.FlinkRest;
import io.renwu.job.JobArguments;
import io.renwu.job.RenwuJob;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.timeout.ServerException;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the saved state of a job for scripts that call {@code flink run}, such as that of
 * docker-compose.yml. Prints the options {@code -s}, PATH, {@code -p}, N on a line each, or nothing
 * if the job starts without state. Exits with 1 and a message on the standard error if the job
 * would start without its state by accident.
 */
public final class FindState {
  private static final int OWN_ARGUMENTS = 3;

  private FindState() {}

  /**
   * Prints the options.
   *
   * @param args the job's name, the address of Flink's REST interface, a savepoint or checkpoint to
   *     continue from or "", then the arguments of the job
   */
  public static void main(String[] args) {
    try {
      RenwuJob job =
          RenwuJob.named(args[0])
              .orElseThrow(
                  () ->
                      new ServerException(
                          "found no job " + args[0] + ", expected renwu-collector or renwu-tasks"));
      RenwuConfig config = JobArguments.parse(Arrays.copyOfRange(args, OWN_ARGUMENTS, args.length));
      StartChoice choice =
          new StartChoice(
              Optional.of(args[2]).filter(path -> !path.isEmpty()), config.get(Options.JOB_FRESH));
      LatestState states = LatestState.of(new FlinkRest(URI.create(args[1])));
      Optional<SavedState> from = new JobStartPoint(config, states).of(job, choice, 1);
      from.ifPresent(
          state -> System.out.printf("-s%n%s%n-p%n%d%n", state.path(), state.parallelism()));
      System.err.println(
          job.title()
              + from.map(
                      state ->
                          " continues from "
                              + state.path()
                              + ", parallelism "
                              + state.parallelism())
                  .orElse(" starts without state"));
    } catch (ServerException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
