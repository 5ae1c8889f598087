package io.renwu.cluster;

import io.renwu.demo.server.ServerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;

/**
 * An operator of a job that a jar would run.
 *
 * @param id by which Flink finds its state
 * @param parallelism with which it would run
 * @param maxParallelism for which its state would be partitioned
 */
record PlannedOperator(String id, int parallelism, int maxParallelism) {
  /**
   * Runs the job's {@code main} of a jar here, as far as to its topology; it looks at Kafka and
   * Redis as it does when it is submitted.
   *
   * @param flink the configuration of Flink
   * @throws ServerException if there is no such jar or main class, or it fails
   */
  static List<PlannedOperator> read(
      Path jar, RenwuJob job, List<String> arguments, Configuration flink, int parallelism) {
    try (PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(jar.toFile())
            .setEntryPointClassName(job.mainClass())
            .setArguments(arguments.toArray(String[]::new))
            .setConfiguration(flink)
            .build()) {
      JobGraph graph = PackagedProgramUtils.createJobGraph(program, flink, parallelism, true);
      List<PlannedOperator> operators = new ArrayList<>();
      for (JobVertex vertex : graph.getVertices()) {
        for (OperatorIDPair ids : vertex.getOperatorIDs()) {
          operators.add(
              new PlannedOperator(
                  ids.getUserDefinedOperatorID().orElse(ids.getGeneratedOperatorID()).toHexString(),
                  vertex.getParallelism(),
                  vertex.getMaxParallelism()));
        }
      }
      return operators;
    } catch (ProgramInvocationException | RuntimeException | LinkageError e) {
      throw new ServerException(jar + " cannot be used for " + job.title() + ": " + rootOf(e), e);
    }
  }

  private static String rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
