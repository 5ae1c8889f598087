package org.apache.flink.connector.kafka.sink;

import io.renwu.function.OutputRecord;
import io.renwu.function.OutputRecord.Output;
import io.renwu.job.KafkaConnectors;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicCreator;
import io.renwu.job.kafka.TopicNames;
import io.renwu.server.KafkaServer;
import io.renwu.server.Workspace;
import io.renwu.timeout.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A writer closes its clients and throws no exception, which would end the TaskManager, even if
 * Kafka is unavailable.
 */
class ClosingKafkaSinkIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final OutputRecord RECORD =
      new OutputRecord(Output.DEAD_LETTERS, null, new byte[] {1});

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closesAfterAFailedRecord(boolean exactlyOnce) throws Exception {
    try (Workspace workspace = Workspace.create();
        KafkaServer kafka = new KafkaServer(workspace.folder("kafka"))) {
      kafka.start();
      KafkaAccess client = client(kafka);
      new TopicCreator(client, 1, Optional.empty())
          .ensure(List.of(TopicNames.DEFAULT.deadLetters()), true);
      KafkaConnectors ends =
          new KafkaConnectors(
              client, "test", Duration.ofSeconds(10), Duration.ofMinutes(1), 1_000_000);
      KafkaSink<OutputRecord> sink =
          exactlyOnce
              ? ends.exactlyOnce("sink", Output.DEAD_LETTERS)
              : ends.atLeastOnce("sink", Output.DEAD_LETTERS);
      List<KafkaWriter<OutputRecord>> writers = new ArrayList<>();
      OneInputStreamOperatorTestHarness<OutputRecord, ?> operator =
          new OneInputStreamOperatorTestHarness<>(
              new SinkWriterOperatorFactory<>(
                  context -> {
                    writers.add(sink.createWriter(context));
                    return writers.get(0);
                  }));
      operator.open();
      operator.processElement(RECORD, 0);
      writers.get(0).flush(false);
      kafka.kill();
      operator.processElement(RECORD, 1);
      var producer = writers.get(0).getCurrentProducer();
      Await.untilTrue(
          "the record to have failed",
          PATIENCE,
          () ->
              producer.metrics().entrySet().stream()
                  .filter(metric -> metric.getKey().name().equals("record-error-total"))
                  .anyMatch(metric -> (double) metric.getValue().metricValue() > 0));
      operator.close();
      Await.untilTrue("the producer to be closed", PATIENCE, producer::isClosed);
    }
  }

  private static KafkaAccess client(KafkaServer kafka) {
    return KafkaAccess.of(kafka.bootstrapServers())
        .with(
            Map.of(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "1000",
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "2000",
                ProducerConfig.MAX_BLOCK_MS_CONFIG, "2000"));
  }
}
