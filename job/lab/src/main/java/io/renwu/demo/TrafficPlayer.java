package io.renwu.demo;

import io.renwu.demo.traffic.TrafficGenerator;
import io.renwu.demo.traffic.TrafficRecord;
import io.renwu.job.kafka.KafkaAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends generated traffic to the behaviors' topics at a steady rate, in its own thread. */
public final class TrafficPlayer implements AutoCloseable {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long LONGEST_PARK_NANOS = 5_000_000L;

  private final KafkaProducer<byte[], byte[]> producer;
  private final TrafficGenerator generator;
  private final String topicPrefix;
  private final long ratePerSecond;
  private final LongSupplier clockMillis;
  private final Map<String, LongAdder> sent = new ConcurrentSkipListMap<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::play, "traffic");
  private volatile boolean stopped;

  /**
   * Connects; nothing is sent before {@link #start}.
   *
   * @param client of the Kafka cluster
   */
  public TrafficPlayer(
      KafkaAccess client, TrafficGenerator generator, String topicPrefix, long ratePerSecond) {
    this(client, generator, topicPrefix, ratePerSecond, System::currentTimeMillis);
  }

  /**
   * The same with another clock, which sets the time of events and their receipt.
   *
   * @param clockMillis must never go back
   */
  public TrafficPlayer(
      KafkaAccess client,
      TrafficGenerator generator,
      String topicPrefix,
      long ratePerSecond,
      LongSupplier clockMillis) {
    try {
      this.producer = client.with(Map.of(ProducerConfig.LINGER_MS_CONFIG, "5")).producer();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    this.generator = generator;
    this.topicPrefix = topicPrefix;
    this.ratePerSecond = ratePerSecond;
    this.clockMillis = clockMillis;
  }

  public void start() {
    thread.start();
  }

  /** Records sent so far, by behavior. */
  public Map<String, Long> sent() {
    Map<String, Long> counts = new TreeMap<>();
    sent.forEach((behavior, count) -> counts.put(behavior, count.sum()));
    return counts;
  }

  /** Ends the traffic; returns when Kafka has every record that was sent. */
  public void finish() throws InterruptedException {
    stopped = true;
    thread.join();
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("cannot send the traffic to Kafka", failure.get());
    }
  }

  private void play() {
    long beginNanos = System.nanoTime();
    for (long n = 0; !stopped; n++) {
      long dueNanos = beginNanos + n * NANOS_PER_SECOND / ratePerSecond;
      for (long wait = dueNanos - System.nanoTime();
          wait > 0 && !stopped;
          wait = dueNanos - System.nanoTime()) {
        LockSupport.parkNanos(Math.min(wait, LONGEST_PARK_NANOS));
      }
      send(generator.next(clockMillis.getAsLong()));
    }
  }

  private void send(TrafficRecord record) {
    // The callback handles a failure.
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(
                topicPrefix + record.behavior(),
                null,
                record.timestampMillis(),
                record.userId().getBytes(StandardCharsets.UTF_8),
                record.value()),
            (metadata, refused) -> {
              if (refused != null) {
                failure.compareAndSet(null, refused);
              }
            });
    sent.computeIfAbsent(record.behavior(), behavior -> new LongAdder()).increment();
  }

  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    producer.close();
  }
}
