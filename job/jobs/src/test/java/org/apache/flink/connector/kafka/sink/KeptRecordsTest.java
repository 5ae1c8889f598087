package org.apache.flink.connector.kafka.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KeptRecordsTest {
  private static final KafkaCommittable COMMITTABLE =
      new KafkaCommittable(7, (short) 3, "renwu-output-0-1", null);

  private final KeptCommittableSerializer serializer = new KeptCommittableSerializer();

  @Test
  void aStoredTransactionHasItsKeptRecords() throws Exception {
    KeptRecords kept = new KeptRecords();
    kept.add(new ProducerRecord<>("grants", new byte[] {1}, new byte[] {2, 3}));
    kept.add(new ProducerRecord<>("grants", null, new byte[0]));

    KafkaCommittable read =
        serializer.deserialize(2, serializer.serialize(KeptCommittable.of(COMMITTABLE, kept)));

    assertThat(read.getTransactionalId()).isEqualTo("renwu-output-0-1");
    assertThat(read.getProducerId()).isEqualTo(7);
    assertThat(read.getEpoch()).isEqualTo((short) 3);
    KeptRecords readKept = KeptCommittable.kept(read);
    assertThat(readKept).isNotNull();
    assertThat(readKept.records()).usingRecursiveComparison().isEqualTo(kept.records());
    assertThat(readKept.bytes()).isEqualTo(3);
  }

  @Test
  void transactionsOfEarlierReleasesAreReadWithoutRecords() throws Exception {
    byte[] earlier = new KafkaCommittableSerializer().serialize(COMMITTABLE);
    assertThat(serializer.deserialize(1, earlier)).isEqualTo(COMMITTABLE);
    KafkaCommittable without = serializer.deserialize(2, serializer.serialize(COMMITTABLE));
    assertThat(without).isEqualTo(COMMITTABLE);
    assertThat(KeptCommittable.kept(without)).isNull();
  }

  @Test
  void aTransactionOfALaterReleaseIsRefused() {
    assertThatThrownBy(() -> serializer.deserialize(3, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("found a transaction of version 3, expected at most 2");
  }

  @Test
  void onlyTheRecordsOfSomeTopicsAreKept() {
    KeepingSchema<String> schema = schema(Set.of("grants"), 1);
    schema.serialize("grants", null, null);
    schema.serialize("progress", null, null);
    assertThat(schema.take().records()).extracting(ProducerRecord::topic).containsExactly("grants");
    assertThat(schema.take().records()).as("of the next transaction").isEmpty();
  }

  @Test
  void aSinkThatKeepsNoTopicKeepsNothing() {
    KeepingSchema<String> schema = schema(Set.of(), 1);
    schema.serialize("grants", null, null);
    assertThat(schema.take()).isNull();
  }

  @Test
  void tooMuchIsNotKept() {
    KeepingSchema<String> schema = schema(Set.of("grants"), 1 << 20);
    for (int i = 0; i <= KeepingSchema.MAX_BYTES >> 20; i++) {
      schema.serialize("grants", null, null);
    }
    assertThat(schema.take()).isNull();
    schema.serialize("grants", null, null);
    assertThat(schema.take().records()).as("of the next transaction").hasSize(1);
  }

  /** Writes each element to the topic of its name; all records share one value. */
  private static KeepingSchema<String> schema(Set<String> kept, int valueBytes) {
    byte[] value = new byte[valueBytes];
    return new KeepingSchema<>(
        (element, context, timestamp) -> new ProducerRecord<>(element, value), kept);
  }
}
