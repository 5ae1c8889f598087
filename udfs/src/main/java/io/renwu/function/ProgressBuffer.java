package io.renwu.function;

import io.renwu.codec.OutputJson;
import io.renwu.function.OutputRecord.Output;
import io.renwu.model.Progress;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Holds back the last progress or tombstone of each key, so that only the last one before a
 * checkpoint barrier is written. When it is full, it emits the key that has not changed for the
 * longest time. Not thread-safe.
 */
final class ProgressBuffer {
  /**
   * Enough for the busiest users of a subtask between two checkpoints. Bounds the memory, some
   * hundred bytes a key, and the JSON that is written while a barrier waits.
   */
  static final int MAX_KEYS = 10_000;

  private final int maxKeys;

  /** In the order of the last change. Null for a tombstone. */
  private final Map<String, @Nullable Progress> latest = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Creates an empty buffer.
   *
   * @param maxKeys 0 to emit each record at once
   */
  ProgressBuffer(int maxKeys) {
    this.maxKeys = maxKeys;
  }

  /** Replaces what is held of the progress's key. */
  void put(Progress progress, Collector<OutputRecord> out) {
    put(progress.key(), progress, out);
  }

  /** Replaces what is held of a key by a tombstone. */
  void putTombstone(String key, Collector<OutputRecord> out) {
    put(key, null, out);
  }

  private void put(String key, @Nullable Progress progress, Collector<OutputRecord> out) {
    latest.put(key, progress);
    if (latest.size() > maxKeys) {
      Iterator<Map.Entry<String, @Nullable Progress>> entries = latest.entrySet().iterator();
      Map.Entry<String, @Nullable Progress> eldest = entries.next();
      out.collect(record(eldest.getKey(), eldest.getValue()));
      entries.remove();
    }
  }

  /** Emits all that is held. */
  void emitAll(Collector<OutputRecord> out) {
    latest.forEach((key, progress) -> out.collect(record(key, progress)));
    latest.clear();
  }

  private static OutputRecord record(String key, @Nullable Progress progress) {
    return new OutputRecord(
        Output.PROGRESS,
        key.getBytes(StandardCharsets.UTF_8),
        progress == null ? null : OutputJson.progress(progress));
  }
}
