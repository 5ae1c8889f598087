package io.renwu.job.loss;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.job.kafka.KafkaAccess;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends events to a topic continuously until it is closed; one in fifty is unusable. */
final class EventStream implements AutoCloseable {
  private static final int UNUSABLE = 50;
  private static final int BURST = 100;

  private final AtomicBoolean ending = new AtomicBoolean();
  private volatile Exception failed;
  private final CompletableFuture<Void> sending;

  EventStream(KafkaAccess client, String topic, int perSecond) {
    sending =
        CompletableFuture.runAsync(
            () -> send(client, topic, perSecond), work -> new Thread(work, "events").start());
  }

  private void send(KafkaAccess client, String topic, int perSecond) {
    try (KafkaProducer<byte[], byte[]> producer = client.producer()) {
      long number = 0;
      while (!ending.get()) {
        for (int i = 0; i < BURST; i++) {
          var unused =
              producer.send(
                  new ProducerRecord<>(topic, key(number), event(number).getBytes(UTF_8)),
                  (done, failure) -> failed = failure == null ? failed : failure);
          number++;
        }
        LockSupport.parkNanos(1_000_000_000L * BURST / perSecond);
      }
    } catch (IOException refused) {
      failed = refused;
    }
  }

  private static byte[] key(long number) {
    return Long.toString(number % 97).getBytes(UTF_8);
  }

  private static String event(long number) {
    return number % UNUSABLE == 0
        ? "no event " + number
        : "{\"eventId\":\"e"
            + number
            + "\",\"userId\":\"u"
            + number % 97
            + "\",\"time\":"
            + System.currentTimeMillis()
            + "}";
  }

  @Override
  public void close() {
    ending.set(true);
    sending.join();
    if (failed != null) {
      throw new IllegalStateException("an event was not sent", failed);
    }
  }
}
