package io.renwu.connector.redis.streams.sink;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.client.Durability;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How the writer packs records, and how long it retries.
 *
 * @param maxEntryRecords the number of records with which an entry is full
 * @param maxEntryBytes the bytes of values with which an entry is full
 * @param maxDelay the longest wait of a record before its entry is appended
 * @param compression of the records in an entry
 * @param maxBufferedBytes bytes of values that a writer buffers before it blocks its input
 * @param deliveryTimeout how long a stream may make no progress before the job fails; a writer
 *     waits for a full server without limit
 * @param durability of everything written before a checkpoint, when the checkpoint completes
 */
public record SinkSettings(
    int maxEntryRecords,
    int maxEntryBytes,
    Duration maxDelay,
    Compression compression,
    long maxBufferedBytes,
    Duration deliveryTimeout,
    Durability durability)
    implements Serializable {
  /** 100 records, 64 KiB, 20 ms; Zstandard; 8 MiB; 2 minutes. */
  public static final SinkSettings DEFAULT =
      new SinkSettings(
          100, 64 * 1024, Duration.ofMillis(20), Compression.ZSTD, 8 << 20, Duration.ofMinutes(2));

  /** Settings with {@link Durability#NONE}. */
  public SinkSettings(
      int maxEntryRecords,
      int maxEntryBytes,
      Duration maxDelay,
      Compression compression,
      long maxBufferedBytes,
      Duration deliveryTimeout) {
    this(
        maxEntryRecords,
        maxEntryBytes,
        maxDelay,
        compression,
        maxBufferedBytes,
        deliveryTimeout,
        Durability.NONE);
  }

  public SinkSettings {
    if (maxEntryRecords < 1 || maxEntryBytes < 1 || maxBufferedBytes < 1) {
      throw new IllegalArgumentException(
          "found maxEntryRecords "
              + maxEntryRecords
              + ", maxEntryBytes "
              + maxEntryBytes
              + ", maxBufferedBytes "
              + maxBufferedBytes
              + ", expected 1 or more");
    }
    Objects.requireNonNull(durability, "durability");
    if (maxDelay.isNegative() || deliveryTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "found maxDelay "
              + maxDelay
              + ", deliveryTimeout "
              + deliveryTimeout
              + ", expected no negative duration");
    }
  }
}
