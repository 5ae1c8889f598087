package io.renwu.reconcile;

import io.renwu.codec.OutputJson;
import io.renwu.codec.OutputReader;
import io.renwu.evaluation.EvaluationStore;
import io.renwu.evaluation.EvaluationStore.Table;
import io.renwu.model.Grant;
import io.renwu.reconcile.Difference.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares the expected grants with those found, by {@code grantId} and status, on disk. Add all
 * expected grants, then all found ones, then call {@link #close}. Not thread-safe.
 *
 * <p>Versions, event ids and times may differ: which of two events completes a task can depend on
 * the order of two topics, and the grant is the same.
 */
public final class GrantLedger {
  private static final byte[] ALL = {};

  /** The head of an entry: the number in the order of evaluation, and whether it is settled. */
  private static final int HEAD_BYTES = Long.BYTES + 1;

  private final EvaluationStore store;
  private final TimeWindow window;
  private final Differences differences;
  private long expected;
  private long found;
  private long pending;

  public GrantLedger(EvaluationStore store, TimeWindow window, Differences differences) {
    this.store = store;
    this.window = window;
    this.differences = differences;
  }

  /** Receives a missing grant. */
  @FunctionalInterface
  public interface Visitor {
    void visit(Grant grant) throws IOException;
  }

  /**
   * Adds an expected grant.
   *
   * @param settled whether the task job has already consumed the event that earns the grant
   */
  public void addExpected(Grant grant, boolean settled) throws IOException {
    if (window.covers(grant)) {
      byte[] json = OutputJson.grant(grant);
      store.put(
          Table.EXPECTED_GRANTS,
          key(grant.grantId(), GrantStatus.of(grant)),
          ByteBuffer.allocate(HEAD_BYTES + json.length)
              .putLong(expected++)
              .put((byte) (settled ? 1 : 0))
              .put(json)
              .array());
    }
  }

  /** Adds a grant that exists. */
  public void addFound(Grant grant) throws IOException {
    if (!window.covers(grant)) {
      return;
    }
    found++;
    GrantStatus status = GrantStatus.of(grant);
    byte[] key = key(grant.grantId(), status);
    if (store.get(Table.FOUND_GRANTS, key) != null) {
      add(Kind.DUPLICATE_GRANT, grant, "found again as " + status, null, OutputJson.grant(grant));
      return;
    }
    store.put(Table.FOUND_GRANTS, key, new byte[] {1});
    byte[] entry = store.get(Table.EXPECTED_GRANTS, key);
    if (entry != null) {
      compare(grant, json(entry));
      return;
    }
    byte[] other = expectedInstead(grant.grantId(), status);
    if (other == null) {
      add(Kind.UNEXPECTED_GRANT, grant, status.name(), null, OutputJson.grant(grant));
    } else if (isSettled(other)) {
      GrantStatus expectedStatus = GrantStatus.of(OutputReader.grant(json(other)));
      String detail = "found " + status + ", expected " + expectedStatus;
      add(Kind.ALTERED_GRANT, grant, detail, json(other), OutputJson.grant(grant));
    }
  }

  private void compare(Grant grant, byte[] json) {
    Map<String, Object> foundContent = content(grant);
    Map<String, Object> expectedContent = content(OutputReader.grant(json));
    StringBuilder detail = new StringBuilder();
    for (Map.Entry<String, Object> field : foundContent.entrySet()) {
      Object value = expectedContent.get(field.getKey());
      if (!Objects.equals(field.getValue(), value)) {
        detail
            .append(detail.length() == 0 ? "" : "; ")
            .append(field.getKey() + " is " + field.getValue() + ", expected " + value);
      }
    }
    if (detail.length() > 0) {
      add(Kind.ALTERED_GRANT, grant, detail.toString(), json, OutputJson.grant(grant));
    }
  }

  private static Map<String, Object> content(Grant grant) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("userId", grant.userId());
    content.put("taskId", grant.taskId());
    content.put("period", grant.period());
    content.put("completion", grant.completion());
    content.put("tier", grant.tier());
    content.put("attempt", grant.key().attempt());
    content.put("rewardId", grant.rewardId());
    content.put("type", grant.type());
    content.put("amount", plain(grant.amount()));
    content.put("attributes", grant.attributes());
    content.put("shadow", grant.shadow());
    return content;
  }

  private static @Nullable String plain(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.stripTrailingZeros().toPlainString();
  }

  /** The expected entry of the same grant with another status; null if there is none. */
  private byte @Nullable [] expectedInstead(String grantId, GrantStatus status) throws IOException {
    for (GrantStatus other : status.alternatives()) {
      byte[] entry = store.get(Table.EXPECTED_GRANTS, key(grantId, other));
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** Whether this grant was found with an unexpected status instead of the given one. */
  private boolean foundInstead(String grantId, GrantStatus status) throws IOException {
    for (GrantStatus other : status.alternatives()) {
      byte[] key = key(grantId, other);
      if (store.get(Table.FOUND_GRANTS, key) != null
          && store.get(Table.EXPECTED_GRANTS, key) == null) {
        return true;
      }
    }
    return false;
  }

  /** Adds the missing grants to the differences. */
  public void close() throws IOException {
    store.forEach(Table.EXPECTED_GRANTS, ALL, this::closeEntry);
  }

  private void closeEntry(byte[] key, byte[] entry) throws IOException {
    if (store.get(Table.FOUND_GRANTS, key) != null) {
      return;
    }
    Grant grant = OutputReader.grant(json(entry));
    if (foundInstead(grant.grantId(), GrantStatus.of(grant))) {
      return;
    }
    if (isSettled(entry)) {
      add(Kind.MISSING_GRANT, grant, GrantStatus.of(grant).name(), json(entry), null);
      store.put(Table.MISSING_GRANTS, Arrays.copyOf(entry, Long.BYTES), json(entry));
    } else {
      pending++;
    }
  }

  /** Visits the missing grants in the order of their evaluation; after {@link #close}. */
  public void forEachMissing(Visitor visitor) throws IOException {
    store.forEach(
        Table.MISSING_GRANTS, ALL, (key, json) -> visitor.visit(OutputReader.grant(json)));
  }

  /** The number of grants expected in the window. */
  public long expected() {
    return expected;
  }

  /** The number of grants found in the window. */
  public long found() {
    return found;
  }

  /** The number of grants that the task job will still write. */
  public long pending() {
    return pending;
  }

  private void add(
      Kind kind,
      Grant grant,
      String detail,
      byte @Nullable [] expectedJson,
      byte @Nullable [] foundJson) {
    differences.add(
        new Difference(
            kind,
            grant.grantId(),
            grant.taskId(),
            grant.userId(),
            grant.period(),
            detail,
            expectedJson,
            foundJson));
  }

  private static boolean isSettled(byte[] entry) {
    return entry[Long.BYTES] == 1;
  }

  private static byte[] json(byte[] entry) {
    return Arrays.copyOfRange(entry, HEAD_BYTES, entry.length);
  }

  private static byte[] key(String grantId, GrantStatus status) {
    return (grantId + " " + status).getBytes(StandardCharsets.UTF_8);
  }
}
