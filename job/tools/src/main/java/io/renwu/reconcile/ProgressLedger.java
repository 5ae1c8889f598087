package io.renwu.reconcile;

import io.renwu.codec.OutputJson;
import io.renwu.codec.OutputReader;
import io.renwu.evaluation.EvaluationStore;
import io.renwu.evaluation.EvaluationStore.Table;
import io.renwu.model.Progress;
import io.renwu.model.Progress.ObjectiveProgress;
import io.renwu.reconcile.Difference.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares the latest expected progress of each key with the latest found, on disk. Add all records
 * in their order, then call {@link #close}. Not thread-safe.
 */
public final class ProgressLedger {
  private static final byte[] ALL = {};

  /** Stored instead of progress for a key that has a tombstone. */
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
   * Adds expected progress.
   *
   * @param settled whether the task job has already consumed the event that changes the progress
   */
  public void addExpected(Progress progress, boolean settled) throws IOException {
    if (window.includesTask(progress.taskId()) && window.includesUser(progress.userId())) {
      byte[] json = OutputJson.progress(progress);
      store.put(
          Table.PROGRESS,
          key(progress),
          ByteBuffer.allocate(1 + json.length).put((byte) (settled ? 1 : 0)).put(json).array());
    }
  }

  /** Adds progress that was written. */
  public void addFound(Progress progress) throws IOException {
    if (window.includesTask(progress.taskId()) && window.includesUser(progress.userId())) {
      store.put(Table.FOUND_PROGRESS, key(progress), OutputJson.progress(progress));
    }
  }

  /**
   * Adds the tombstone of a key whose period is over. The key is not compared unless progress is
   * found after it.
   */
  public void addTombstone(byte[] key) throws IOException {
    store.put(Table.FOUND_PROGRESS, key, TOMBSTONE);
  }

  /**
   * Adds the differences, after the last record.
   *
   * @param endedBefore progress of periods that ended before this moment may be missing, because
   *     compaction also removes tombstones
   */
  public void close(Instant endedBefore) throws IOException {
    store.forEach(Table.PROGRESS, ALL, (key, entry) -> closeExpected(key, entry, endedBefore));
    store.forEach(Table.FOUND_PROGRESS, ALL, this::closeFound);
  }

  private void closeExpected(byte[] key, byte[] entry, Instant endedBefore) throws IOException {
    byte[] json = Arrays.copyOfRange(entry, 1, entry.length);
    Progress expected = OutputReader.progress(json);
    byte[] foundJson = store.get(Table.FOUND_PROGRESS, key);
    if (foundJson == null ? isEnded(expected, endedBefore) : foundJson.length == 0) {
      return;
    }
    Progress found = foundJson == null ? null : OutputReader.progress(foundJson);
    if (!window.covers(expected) && (found == null || !window.covers(found))) {
      return;
    }
    if (entry[0] == 0) {
      // Progress after the window hides the progress in it.
      pending += window.covers(expected) ? 1 : 0;
      return;
    }
    compared++;
    if (found == null) {
      add(Kind.MISSING_PROGRESS, expected, "expected " + text(expected), json, null);
    } else if (!isSame(expected, found)) {
      String detail = "found " + text(found) + ", expected " + text(expected);
      add(Kind.ALTERED_PROGRESS, expected, detail, json, foundJson);
    }
  }

  private static boolean isEnded(Progress progress, Instant endedBefore) {
    return progress.periodEnd() != null && !progress.periodEnd().isAfter(endedBefore);
  }

  private void closeFound(byte[] key, byte[] json) throws IOException {
    if (json.length == 0) {
      return;
    }
    Progress found = OutputReader.progress(json);
    if (window.covers(found) && store.get(Table.PROGRESS, key) == null) {
      compared++;
      add(Kind.UNEXPECTED_PROGRESS, found, "found " + text(found), null, json);
    }
  }

  /**
   * Versions and last events may differ, as in {@link GrantLedger}. In a completed period the
   * progress of the objectives may differ, too: it depends on the order of two topics.
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
          .append(plain(objective.progress()))
          .append(" of ")
          .append(plain(objective.target()))
          .append(", ");
    }
    return text + "completions " + progress.completions() + ", " + progress.status();
  }

  private static String plain(@Nullable BigDecimal amount) {
    return Objects.requireNonNull(amount, "an objective has progress and a target").toPlainString();
  }

  /** The number of keys that were compared. */
  public long compared() {
    return compared;
  }

  /** The number of keys that events will change which the task job has not yet consumed. */
  public long pending() {
    return pending;
  }

  private void add(
      Kind kind,
      Progress progress,
      String detail,
      byte @Nullable [] expectedJson,
      byte @Nullable [] foundJson) {
    differences.add(
        new Difference(
            kind,
            progress.key(),
            progress.taskId(),
            progress.userId(),
            progress.task().period(),
            detail,
            expectedJson,
            foundJson));
  }

  private static byte[] key(Progress progress) {
    return progress.key().getBytes(StandardCharsets.UTF_8);
  }
}
