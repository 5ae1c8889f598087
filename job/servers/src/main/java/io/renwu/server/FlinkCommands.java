package io.renwu.server;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * Builds the command lines of Flink's processes like Flink's own scripts: memory sizes come from
 * the configuration, and a TaskManager needs each of them as an argument.
 */
final class FlinkCommands {
  private final Configuration configuration;
  private final Path conf;
  private final Path temporary;

  /**
   * @param conf the folder of the configuration
   * @param temporary the folder for what the processes unpack
   */
  FlinkCommands(Configuration configuration, Path conf, Path temporary) {
    this.configuration = configuration;
    this.conf = conf;
    this.temporary = temporary;
  }

  /**
   * The command line of the JobManager.
   *
   * @param metricsPort of its metrics for Prometheus
   */
  List<String> jobManager(int metricsPort) {
    JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(configuration);
    return command(
        JobManagerProcessUtils.generateJvmParametersStr(memory, configuration),
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        split(JobManagerProcessUtils.generateDynamicConfigsStr(memory)),
        metricsPort);
  }

  /**
   * The command line of a second JobManager, on its own ports.
   *
   * @param restPort of its REST interface and web UI
   * @param metricsPort of its metrics for Prometheus
   */
  List<String> standbyJobManager(int restPort, int metricsPort) {
    return Stream.concat(
            jobManager(metricsPort).stream(),
            Stream.of("-D", "rest.port=" + restPort, "-D", "rest.bind-port=" + restPort))
        .toList();
  }

  /**
   * The command line of a TaskManager.
   *
   * @param metricsPort of its metrics for Prometheus
   */
  List<String> taskManager(String resourceId, int metricsPort) {
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    List<String> dynamic =
        Stream.concat(
                split(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)).stream(),
                Stream.of("-D", "taskmanager.resource-id=" + resourceId))
            .toList();
    return command(
        ProcessMemoryUtils.generateJvmParametersStr(memory),
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
        dynamic,
        metricsPort);
  }

  private List<String> command(
      String memory, String mainClass, List<String> dynamic, int metricsPort) {
    List<String> jvm =
        Stream.of(
                split(memory),
                jvmArguments(configuration),
                List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.io.tmpdir=" + temporary,
                    FlinkConf.logging(conf)))
            .flatMap(List::stream)
            .toList();
    List<String> arguments =
        Stream.of(
                List.of("--configDir", conf.toString()),
                dynamic,
                List.of("-D", "metrics.reporter.prometheus.port=" + metricsPort))
            .flatMap(List::stream)
            .toList();
    return JavaCommand.of(jvm, ProjectHome.classPath("flink"), mainClass, arguments);
  }

  /** The arguments of every Flink JVM, from the configuration. */
  static List<String> jvmArguments(Configuration configuration) {
    return split(configuration.get(CoreOptions.FLINK_JVM_OPTIONS));
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.trim().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
