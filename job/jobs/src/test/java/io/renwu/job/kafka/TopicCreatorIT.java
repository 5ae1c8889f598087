package io.renwu.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.job.kafka.source.TopicRecreatedException;
import io.renwu.job.kafka.source.TopicWatch;
import io.renwu.server.KafkaServer;
import io.renwu.server.Workspace;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicCreatorIT {
  private static final Workspace WORKSPACE = Workspace.create();
  private static final KafkaServer KAFKA = new KafkaServer(WORKSPACE.folder("kafka"));

  @BeforeAll
  static void start() {
    KAFKA.start();
  }

  @AfterAll
  static void stop() {
    KAFKA.kill();
    WORKSPACE.close();
  }

  @Test
  void createsOnlyMissingTopics() throws Exception {
    TopicCreator topics = new TopicCreator(client(), 3, Optional.empty());
    List<String> names = List.of(TopicNames.DEFAULT.rules(), "behavior.share");
    assertThat(topics.ensure(names, true)).containsExactlyInAnyOrderElementsOf(names);
    assertThat(topics.ensure(names, true)).isEmpty();
    assertThat(topics.ensure(names, false)).isEmpty();
  }

  @Test
  void namesEveryMissingTopicIfItMayNotCreateThem() {
    TopicCreator topics = new TopicCreator(client(), 3, Optional.empty());
    assertThatThrownBy(() -> topics.ensure(List.of("behavior.b", "behavior.a"), false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("behavior.a, behavior.b")
        .hasMessageContaining("kafka.topics.create");
  }

  @Test
  void namesEveryTopicThatCannotBeCreated() {
    TopicCreator topics = new TopicCreator(client(), 3, Optional.of((short) 7));
    assertThatThrownBy(() -> topics.ensure(List.of("behavior.c", "behavior.d"), true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("behavior.c")
        .hasMessageContaining("behavior.d");
  }

  @Test
  void countsOnlyCommittedRecords() throws Exception {
    List<String> topics = List.of("outputs.absent", "outputs.aborted", "outputs.committed");
    new TopicCreator(client(), 2, Optional.empty()).ensure(topics.subList(1, 3), true);
    Map<String, String> transactional = Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "outputs");
    try (KafkaProducer<byte[], byte[]> producer = client().with(transactional).producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("outputs.aborted", new byte[] {1})).get();
      producer.send(new ProducerRecord<>("outputs.committed", new byte[] {1})).get();
      producer.abortTransaction();
      assertThat(CommittedRecords.firstOf(client(), topics)).isEmpty();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("outputs.committed", new byte[] {1})).get();
      producer.commitTransaction();
      assertThat(CommittedRecords.firstOf(client(), topics)).contains("outputs.committed");
    }
  }

  @Test
  void detectsARecreatedTopic() throws Exception {
    List<String> topic = List.of("behavior.again");
    TopicCreator topics = new TopicCreator(client(), 1, Optional.empty());
    topics.ensure(topic, true);
    String first = id("behavior.again");
    CompletableFuture<Void> noticed = new CompletableFuture<>();
    try (TopicWatch watch = new TopicWatch(client(), "watch", () -> noticed.complete(null));
        Admin admin = client().admin()) {
      watch.watch("behavior.again", first);
      watch.watch("behavior.again", first);
      watch.throwIfRecreated();
      admin.deleteTopics(topic).all().get();
      Await.untilTrue(
          "the topic to be gone",
          Duration.ofMinutes(1),
          () -> !admin.listTopics().names().get().contains("behavior.again"));
      watch.throwIfRecreated();
      topics.ensure(topic, true);
      noticed.get(1, TimeUnit.MINUTES);
      assertThatThrownBy(watch::throwIfRecreated)
          .isInstanceOf(TopicRecreatedException.class)
          .hasMessageContaining("topic behavior.again was deleted and recreated: it was " + first)
          .hasMessageContaining(id("behavior.again"));
    }
  }

  private static String id(String topic) throws IOException {
    return PartitionOffsets.of(client(), "none", List.of(new TopicPartition(topic, 0)))
        .incarnations()
        .get(topic);
  }

  private static KafkaAccess client() {
    return KafkaAccess.of(KAFKA.bootstrapServers());
  }
}
