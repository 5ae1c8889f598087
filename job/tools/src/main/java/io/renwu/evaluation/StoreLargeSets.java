package io.renwu.evaluation;

import io.renwu.engine.LargeSets;
import io.renwu.engine.SetChanges;
import io.renwu.evaluation.EvaluationStore.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The large sets of one user in an {@link EvaluationStore}. A key is the length of the user id (2
 * bytes), the user id and the member's key.
 */
final class StoreLargeSets implements LargeSets {
  private final EvaluationStore store;
  private final byte[] userPrefix;

  StoreLargeSets(EvaluationStore store, String userId) {
    this.store = store;
    byte[] id = userId.getBytes(StandardCharsets.UTF_8);
    this.userPrefix =
        ByteBuffer.allocate(Short.BYTES + id.length).putShort((short) id.length).put(id).array();
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the store cannot be read
   */
  @Override
  public @Nullable Long find(String key) {
    try {
      byte[] number = store.get(Table.MEMBERS, storeKey(key));
      return number == null ? null : (Long) ByteBuffer.wrap(number).getLong();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  void apply(SetChanges changes) throws IOException {
    for (String name : changes.dropped()) {
      store.forEach(
          Table.MEMBERS, storeKey(name), (key, number) -> store.delete(Table.MEMBERS, key));
    }
    for (Map.Entry<String, Long> member : changes.put().entrySet()) {
      byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(member.getValue()).array();
      store.put(Table.MEMBERS, storeKey(member.getKey()), number);
    }
  }

  private byte[] storeKey(String key) {
    byte[] member = key.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(userPrefix.length + member.length)
        .put(userPrefix)
        .put(member)
        .array();
  }
}
