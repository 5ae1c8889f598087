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
 * Compares the grants that should be with those that are, by {@code grantId} and status; on disk.
 * First all that are expected, then all that are found, then {@link #close}. Not thread-safe.
 *
 * <p>A version, an event id and a time may differ: which of two events completes a task can depend
 * on the order of two topics, and the grant is the same.
 */
public final class GrantLedger {
  private static final byte[] ALL = {};

  /**
   * Before an expected record: its number in the order of evaluation, and whether it is settled.
   */
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

  /** Takes a missing grant. */
  @FunctionalInterface
  public interface Visitor {
    void visit(Grant grant) throws IOException;
  }

  /**
   * Takes a grant that should be there.
   *
   * @param settled whether the task job has taken the event that makes it, so that it is no longer
   *     to come
   */
  public void expect(Grant grant, boolean settled) throws IOException {
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

  /** Takes a grant that is there. */
  public void find(Grant grant) throws IOException {
    if (!window.covers(grant)) {
      return;
    }
    found++;
    GrantStatus status = GrantStatus.of(grant);
    byte[] key = key(grant.grantId(), status);
    if (store.get(Table.FOUND_GRANTS, key) != null) {
      add(Kind.DUPLICATE_GRANT, grant, "once more as " + status, null, OutputJson.grant(grant));
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
      GrantStatus should = GrantStatus.of(OutputReader.grant(json(other)));
      String detail = "found " + status + ", expected " + should;
      add(Kind.ALTERED_GRANT, grant, detail, json(other), OutputJson.grant(grant));
    }
  }

  private void compare(Grant grant, byte[] json) {
    Map<String, Object> is = content(grant);
    Map<String, Object> should = content(OutputReader.grant(json));
    StringBuilder detail = new StringBuilder();
    for (Map.Entry<String, Object> field : is.entrySet()) {
      Object value = should.get(field.getKey());
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

  /** The entry of another status of the same grant that is expected, or null. */
  private byte @Nullable [] expectedInstead(String grantId, GrantStatus status) throws IOException {
    for (GrantStatus other : status.others()) {
      byte[] entry = store.get(Table.EXPECTED_GRANTS, key(grantId, other));
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** Whether something that is not expected of this grant was found in the place of a status. */
  private boolean foundInstead(String grantId, GrantStatus status) throws IOException {
    for (GrantStatus other : status.others()) {
      byte[] key = key(grantId, other);
      if (store.get(Table.FOUND_GRANTS, key) != null
          && store.get(Table.EXPECTED_GRANTS, key) == null) {
        return true;
      }
    }
    return false;
  }

  /** Says what is missing; after the last grant. */
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

  /** Visits what is missing, in the order in which it should have come; after {@link #close}. */
  public void forEachMissing(Visitor visitor) throws IOException {
    store.forEach(
        Table.MISSING_GRANTS, ALL, (key, json) -> visitor.visit(OutputReader.grant(json)));
  }

  /** How many are expected in the window. */
  public long expected() {
    return expected;
  }

  /** How many were found in the window. */
  public long found() {
    return found;
  }

  /** How many are not there, and still to come from the task job. */
  public long pending() {
    return pending;
  }

  private void add(
      Kind kind, Grant grant, String detail, byte @Nullable [] should, byte @Nullable [] is) {
    differences.add(
        new Difference(
            kind,
            grant.grantId(),
            grant.taskId(),
            grant.userId(),
            grant.period(),
            detail,
            should,
            is));
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
