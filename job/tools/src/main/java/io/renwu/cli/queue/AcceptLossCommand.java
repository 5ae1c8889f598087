package io.renwu.cli.queue;

import io.renwu.access.CommandAccess;
import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.RedisSession;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.ConsumerGroups;
import io.renwu.job.kafka.PartitionOffsets;
import io.renwu.job.kafka.source.StreamLoss;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Accepts the loss of records that neither the queue nor Kafka has. */
@Command(
    name = "accept-loss",
    description = {
      "Accepts the loss of records that neither the queue nor Kafka has.",
      "The collector then continues without them. Without --yes it only prints which records are"
          + " lost."
    })
final class AcceptLossCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;

  @Parameters(
      paramLabel = "TOPIC:PARTITION",
      description = "The stream, as the collector's error names it.",
      converter = StreamIdConverter.class)
  private StreamId stream;

  @Option(names = "--yes", description = "Accept the loss.")
  private boolean yes;

  @Override
  public Integer call() {
    RenwuConfig system = config.load();
    PartitionOffsets kafka = kafka(system);
    StreamLoss loss =
        RedisSession.withStreams(
            system,
            redis ->
                StreamLoss.find(stream, kafka, redis)
                    .thenCompose(
                        found ->
                            yes && !found.isNone()
                                ? found.accept(redis).thenApply(end -> found)
                                : CompletableFuture.completedFuture(found)));
    LossReport report = LossReport.of(loss, yes);
    output.print(spec.commandLine().getOut(), report, () -> LossView.text(report));
    return loss.isNone() || yes ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }

  private PartitionOffsets kafka(RenwuConfig system) {
    SystemAccess access = new SystemAccess(system);
    try {
      return PartitionOffsets.of(
          CommandAccess.kafka(access),
          ConsumerGroups.collector(access.kafkaIdPrefix()),
          List.of(new TopicPartition(stream.topic(), stream.partition())));
    } catch (IOException e) {
      throw CliException.kafka(e);
    }
  }
}
