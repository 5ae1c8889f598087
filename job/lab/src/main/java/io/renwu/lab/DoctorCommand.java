package io.renwu.lab;

import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ErrorPrinter;
import io.renwu.cli.OutputOption;
import io.renwu.cli.queue.DiagnosisReport;
import io.renwu.cluster.ClusterFolder;
import io.renwu.cluster.LocalCluster;
import io.renwu.connector.redis.streams.inspect.Diagnosis;
import io.renwu.doctor.Doctor;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaUser;
import io.renwu.timeout.Patience;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Diagnoses a system: its servers, topics, queue and jobs. */
@Command(
    name = "doctor",
    description = {
      "Checks Kafka, Redis, Flink and the jobs, and prints each problem with its remedy.",
      "Changes nothing. Exits with 1 if it finds a problem."
    })
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = {
        "Flink's REST address, as http://localhost:8081",
        "(default: that of the local cluster, if the settings are that cluster's)."
      })
  private URI flink;

  @Option(
      names = "--deep",
      description = "Unpack every entry of the queue (default: some entries of each stream).")
  private boolean deep;

  @Option(
      names = "--as",
      paramLabel = "USER",
      split = ",",
      defaultValue = "collector,tasks",
      description = {
        "Check that the Kafka user of the settings has the rights of these users:",
        "${COMPLETION-CANDIDATES} (docs/security.md; default: ${DEFAULT-VALUE})."
      })
  private List<KafkaUser> users;

  @Override
  public Integer call() {
    RenwuConfig system = config.load();
    Optional<URI> address =
        Optional.ofNullable(flink)
            .or(() -> config.usedCluster().map(ClusterFolder::of).map(LocalCluster::flinkAddress));
    Doctor doctor =
        new Doctor(
            system,
            address,
            deep,
            users,
            Patience.OF_COMMANDS,
            spec.commandLine().getErr()::println);
    Diagnosis diagnosis = ErrorPrinter.attempt(spec, doctor::examine);
    return DiagnosisReport.print(diagnosis, spec.commandLine().getOut(), output, config.context());
  }
}
