package io.renwu.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * Random bytes, documents and timestamps from Kafka fail no stage of either job, and no record is
 * written that Kafka would refuse. {@code -Drenwu.fuzz.inputs=1000000} runs more inputs, {@code
 * -Drenwu.fuzz.seed=7} others.
 */
class RandomInputsTest {
  private static final int INPUTS = 10_000;
  private static final long SEED = 20261130L;

  /** After this many inputs, new jobs start with empty state and an early watermark. */
  private static final int LIFE = 250;

  private static final int EXCERPT = 2_000;

  @Test
  void randomInputsFailNoStage() throws Exception {
    long seed = Long.getLong("renwu.fuzz.seed", SEED);
    int inputs = Integer.getInteger("renwu.fuzz.inputs", INPUTS);
    System.out.println("seed " + seed);
    RandomInputs random = new RandomInputs(seed);
    StagesTotals totals = new StagesTotals();
    int processed = 0;
    while (processed < inputs) {
      try (JobStages stages = new JobStages(totals)) {
        for (int life = 0; life < LIFE && processed < inputs; life++) {
          process(random, stages, "seed " + seed + ", input " + processed);
          processed++;
        }
      }
    }
    System.out.println(totals);
    assertThat(totals.events()).as("records that are events").isGreaterThan(inputs / 50);
    assertThat(totals.deadLetters()).isGreaterThan(inputs / 10);
    assertThat(totals.accepted()).as("documents accepted").isGreaterThan(inputs / 100);
    assertThat(totals.refused()).as("documents refused").isGreaterThan(inputs / 100);
    assertThat(totals.grants()).isPositive();
  }

  private static void process(RandomInputs random, JobStages stages, String what) {
    boolean isDocument = random.nextIsDocument();
    ConsumerRecord<byte[], byte[]> record = isDocument ? null : random.record();
    byte[] value = isDocument ? random.document() : record.value();
    try {
      if (isDocument) {
        stages.publish(value);
      } else {
        stages.receive(record);
      }
    } catch (Throwable failure) {
      String text = value == null ? "null" : new String(value, ISO_8859_1);
      throw new AssertionError(
          what
              + ", received at "
              + (isDocument ? "-" : record.timestamp())
              + ": "
              + text.substring(0, Math.min(EXCERPT, text.length())),
          failure);
    }
  }
}
