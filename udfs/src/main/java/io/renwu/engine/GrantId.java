package io.renwu.engine;

import io.renwu.model.GrantKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * Computes the id of a grant. Consumers deduplicate grants by it.
 *
 * <pre>
 * grantId = hex(first 20 bytes of SHA-256(f(userId) f(taskId) f(period) f(completion) f(tier) f(attempt) f(rewardId)))
 * f(x)    = length of x in UTF-8 as 4 bytes, big-endian, then x in UTF-8
 * f(null) = FF FF FF FF
 * </pre>
 *
 * with numbers as decimal text. For the task's shadow {@code f("shadow")} follows, so that a trial
 * grant never has the id of a real one. Consumers store the ids, so the formula never changes.
 */
final class GrantId {
  private static final int BYTES = 20;

  /** With the shadow's. */
  private static final int FIELDS = 8;

  private GrantId() {}

  static String of(GrantKey key) {
    List<byte[]> fields = new ArrayList<>(FIELDS);
    Collections.addAll(
        fields,
        utf8(key.userId()),
        utf8(key.taskId()),
        utf8(key.period()),
        utf8(Long.toString(key.completion())),
        key.tier() == null ? null : utf8(key.tier().toString()),
        utf8(Integer.toString(key.attempt())),
        key.rewardId() == null ? null : utf8(key.rewardId()));
    if (key.shadow()) {
      fields.add(utf8("shadow"));
    }
    int size = fields.stream().mapToInt(f -> Integer.BYTES + (f == null ? 0 : f.length)).sum();
    ByteBuffer input = ByteBuffer.allocate(size);
    for (byte[] field : fields) {
      if (field == null) {
        input.putInt(-1);
      } else {
        input.putInt(field.length).put(field);
      }
    }
    return HexFormat.of().formatHex(Sha256.prefix(input.array(), BYTES));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
