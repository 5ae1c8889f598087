package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.timeout.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {
  private static final String TOPIC = "numbers";
  private static final List<String> NUMBERS =
      IntStream.range(0, 200).mapToObj(Integer::toString).toList();

  @TempDir Path folder;

  @Test
  void keepsItsRecordsAfterAKill() throws Exception {
    try (KafkaServer kafka = new KafkaServer(folder.resolve("kafka"))) {
      kafka.start();
      produce(kafka);
      assertThat(consume(kafka)).isEqualTo(NUMBERS);
      long first = kafka.pid();

      kafka.kill();
      assertThat(kafka.isAlive()).isFalse();
      kafka.start();

      assertThat(kafka.pid()).isNotEqualTo(first);
      assertThat(consume(kafka)).isEqualTo(NUMBERS);
      assertThat(transactionVersion(kafka)).isEqualTo((short) 1);
    }
  }

  private static void produce(KafkaServer kafka) throws Exception {
    try (Admin admin = Admin.create(client(kafka))) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
          .all()
          .get();
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client(kafka), new StringSerializer(), new StringSerializer())) {
      for (String number : NUMBERS) {
        producer.send(new ProducerRecord<>(TOPIC, number)).get();
      }
    }
  }

  private static List<String> consume(KafkaServer kafka) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(client(kafka), new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(TOPIC, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<String> values = new ArrayList<>();
      Await.until(
          "all numbers",
          Duration.ofSeconds(30),
          () -> {
            consumer.poll(Duration.ofMillis(200)).forEach(read -> values.add(read.value()));
            return values.size();
          },
          size -> size >= NUMBERS.size());
      return values;
    }
  }

  private static short transactionVersion(KafkaServer kafka) throws Exception {
    try (Admin admin = Admin.create(client(kafka))) {
      FinalizedVersionRange range =
          admin
              .describeFeatures()
              .featureMetadata()
              .get()
              .finalizedFeatures()
              .get("transaction.version");
      return range.maxVersionLevel();
    }
  }

  private static Map<String, Object> client(KafkaServer kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
