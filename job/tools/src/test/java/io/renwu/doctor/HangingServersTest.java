package io.renwu.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.renwu.access.CommandTimeouts;
import io.renwu.access.UserDecisions;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.inspect.Diagnosis;
import io.renwu.connector.redis.streams.inspect.QueueFinding;
import io.renwu.flink.FlinkRest;
import io.renwu.job.QueueConnection;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.PartitionOffsets;
import io.renwu.job.kafka.PublishedTasks;
import io.renwu.job.kafka.RulePublisher;
import io.renwu.server.AnswerCheck;
import io.renwu.timeout.HangingServer;
import io.renwu.timeout.HangingServer.Manner;
import io.renwu.timeout.Patience;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every access to a server that accepts connections and does not answer ends in time, with an
 * error.
 */
class HangingServersTest {
  private static final Patience SHORT =
      new Patience(
          Duration.ofMillis(200),
          Duration.ofMillis(300),
          Duration.ofMillis(400),
          Duration.ofMillis(500),
          Duration.ofMillis(900));

  private static RenwuConfig config(HangingServer server) {
    return RenwuConfig.load(
        Optional.empty(),
        Map.of(
            "kafka.bootstrap.servers",
            server.address(),
            "redis.uri",
            "redis://" + server.address()),
        Map.of());
  }

  private static URI http(HangingServer server) {
    return URI.create("http://" + server.address());
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionAloneIsNoAnswer(Manner manner) throws IOException {
    try (HangingServer server = new HangingServer(manner)) {
      Duration most = SHORT.answer();
      assertThat(AnswerCheck.redis(server.port(), most)).isFalse();
      assertThat(AnswerCheck.zooKeeper(server.port(), most)).isFalse();
      assertThat(AnswerCheck.kafka(server.port(), most)).isFalse();
      // Only the headers count as an answer: a body may be long.
      assertThat(AnswerCheck.http(http(server), most)).isFalse();
      assertThatThrownBy(() -> FlinkRest.withTimeout(http(server), most).jobs())
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("/jobs/overview");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theDoctorFindsEachSilentServer(Manner manner) throws IOException {
    try (HangingServer server = new HangingServer(manner)) {
      Diagnosis diagnosis =
          new Doctor(config(server), Optional.of(http(server)), false, List.of(), SHORT, line -> {})
              .examine();
      assertThat(diagnosis.findings())
          .extracting(QueueFinding::check, QueueFinding::subject)
          .containsExactlyInAnyOrder(
              tuple("answer", "kafka " + server.address()),
              tuple("answer", "redis redis://" + server.address()),
              tuple("answer", "flink " + http(server)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void accessToTheQueueEnds(Manner manner) throws IOException {
    try (HangingServer server = new HangingServer(manner)) {
      var redis = new SystemAccess(config(server)).redis();
      assertThatThrownBy(
              () -> QueueConnection.streams(redis, SHORT.answer(), RedisStreams::control))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(server.address());
      assertThatThrownBy(() -> QueueConnection.queue(redis, SHORT.answer(), QueueAccess::registry))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(server.address());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCommandFirstChecksThatKafkaAnswers(Manner manner) throws IOException {
    try (HangingServer server = new HangingServer(manner)) {
      KafkaAccess plain = new SystemAccess(config(server)).kafkaClient();
      assertThatThrownBy(() -> CommandTimeouts.requireAnswer(plain, SHORT))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Kafka at " + server.address());
    }
  }

  /** As if Kafka falls silent after that check. */
  @Test
  void commandsThatUseKafkaEnd() throws IOException {
    try (HangingServer server = new HangingServer(Manner.SILENT)) {
      KafkaAccess client =
          CommandTimeouts.withTimeouts(new SystemAccess(config(server)).kafkaClient(), SHORT);
      assertThatThrownBy(() -> new PublishedTasks(client, SHORT.check()).readToEnd())
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> UserDecisions.read(client, "u")).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> new RulePublisher(client).close()).isInstanceOf(IOException.class);
      assertThatThrownBy(
              () -> PartitionOffsets.of(client, "group", List.of(new TopicPartition("topic", 0))))
          .isInstanceOf(IOException.class);
    }
  }
}
