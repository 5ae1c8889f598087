package io.renwu.reconcile;

import io.renwu.codec.OutputJson;
import io.renwu.codec.OutputReader;
import io.renwu.evaluation.EvaluationStore;
import io.renwu.evaluation.EvaluationStore.Table;
import io.renwu.model.Progress;
import io.renwu.model.Progress.ObjectiveProgress;
import io.renwu.reconcile.Difference.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares the latest progress of each key that should be with that which is; on disk. First all
 * that is expected and found, in its order, then {@link #close}. Not thread-safe.
 */
public final class ProgressLedger {
  private static final byte[] ALL = {};

  /** What stands in the place of progress whose key was ended. */
  private static final byte[] TOMBSTONE = {};

  private final EvaluationStore store;
  private final TimeWindow window;
  private final Differences differences;
  private long compared;
  private long pending;

  public ProgressLedger(EvaluationStore store, TimeWindow window, Differences differences) {
    this.store = store;
    this.window = window;
    this.differences = differences;
  }

  /**
   * Takes progress that should have been written.
   *
   * @param settled whether the task job has taken the event that makes it
   */
  public void expect(Progress progress, boolean settled) throws IOException {
    if (window.isOfTask(progress.taskId()) && window.isOfUser(progress.userId())) {
      byte[] json = OutputJson.progress(progress);
      store.put(
          Table.PROGRESS,
          key(progress),
          ByteBuffer.allocate(1 + json.length).put((byte) (settled ? 1 : 0)).put(json).array());
    }
  }

  /** Takes progress that was written. */
  public void find(Progress progress) throws IOException {
    if (window.isOfTask(progress.taskId()) && window.isOfUser(progress.userId())) {
      store.put(Table.FOUND_PROGRESS, key(progress), OutputJson.progress(progress));
    }
  }

  /**
   * Takes the end of a key: its period is over, and what was found of it before is gone. There is
   * nothing to compare until progress is found once more.
   */
  public void end(byte[] key) throws IOException {
    store.put(Table.FOUND_PROGRESS, key, TOMBSTONE);
  }

  /**
   * Says what differs; after the last record.
   *
   * @param endedBefore of periods that ended before it, progress may be gone without a trace:
   *     tombstones are compacted away, too
   */
  public void close(Instant endedBefore) throws IOException {
    store.forEach(Table.PROGRESS, ALL, (key, entry) -> closeExpected(key, entry, endedBefore));
    store.forEach(Table.FOUND_PROGRESS, ALL, this::closeFound);
  }

  private void closeExpected(byte[] key, byte[] entry, Instant endedBefore) throws IOException {
    byte[] json = Arrays.copyOfRange(entry, 1, entry.length);
    Progress should = OutputReader.progress(json);
    byte[] found = store.get(Table.FOUND_PROGRESS, key);
    if (found == null ? isEnded(should, endedBefore) : found.length == 0) {
      return;
    }
    Progress is = found == null ? null : OutputReader.progress(found);
    if (!window.covers(should) && (is == null || !window.covers(is))) {
      return;
    }
    if (entry[0] == 0) {
      // What comes after the window hides what was in it.
      pending += window.covers(should) ? 1 : 0;
      return;
    }
    compared++;
    if (is == null) {
      add(Kind.MISSING_PROGRESS, should, "expected " + text(should), json, null);
    } else if (!isSame(should, is)) {
      String detail = "found " + text(is) + ", expected " + text(should);
      add(Kind.ALTERED_PROGRESS, should, detail, json, found);
    }
  }

  private static boolean isEnded(Progress progress, Instant endedBefore) {
    return progress.periodEnd() != null && !progress.periodEnd().isAfter(endedBefore);
  }

  private void closeFound(byte[] key, byte[] json) throws IOException {
    if (json.length == 0) {
      return;
    }
    Progress is = OutputReader.progress(json);
    if (window.covers(is) && store.get(Table.PROGRESS, key) == null) {
      compared++;
      add(Kind.UNEXPECTED_PROGRESS, is, "found " + text(is), null, json);
    }
  }

  /**
   * A version and the last event may differ, as in {@link GrantLedger}; and how far the other
   * objectives of a period were that one of them completed, for it counts nothing any more.
   */
  private static boolean isSame(Progress a, Progress b) {
    return a.completions() == b.completions()
        && a.status() == b.status()
        && Objects.equals(a.periodEnd(), b.periodEnd())
        && (a.status() == Progress.Status.COMPLETED || a.objectives().equals(b.objectives()));
  }

  private static String text(Progress progress) {
    StringBuilder text = new StringBuilder();
    for (ObjectiveProgress objective : progress.objectives()) {
      text.append(objective.id() + " ")
          .append(objective.progress().toPlainString())
          .append(" of ")
          .append(objective.target().toPlainString())
          .append(", ");
    }
    return text + "completions " + progress.completions() + ", " + progress.status();
  }

  /** How many keys were compared. */
  public long compared() {
    return compared;
  }

  /** How many keys will still change by what the task job has not taken. */
  public long pending() {
    return pending;
  }

  private void add(
      Kind kind, Progress progress, String detail, byte @Nullable [] should, byte @Nullable [] is) {
    differences.add(
        new Difference(
            kind,
            progress.key(),
            progress.taskId(),
            progress.userId(),
            progress.task().period(),
            detail,
            should,
            is));
  }

  private static byte[] key(Progress progress) {
    return progress.key().getBytes(StandardCharsets.UTF_8);
  }
}
