package io.renwu.engine;

import io.renwu.model.Decimals;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one distinct value in a user's state.
 *
 * <pre>
 * text   = 'T' + UTF-8
 * number = 'N' + scale (4 bytes) + unscaled value, of the canonical decimal
 * </pre>
 *
 * so a number and its text differ, and {@code 1} and {@code 1.0} do not. Up to {@value #MAX_PLAIN}
 * bytes are kept as they are; more are replaced by the first {@value #HASHED} bytes of their
 * SHA-256. The lengths tell the two kinds apart. Two of n hashed values collide with probability n²
 * / 2^129.
 */
final class DistinctValue {
  static final int MAX_PLAIN = 15;
  static final int HASHED = 16;

  private DistinctValue() {}

  /**
   * The bytes of an attribute's value.
   *
   * @param attribute null where it is absent
   * @return empty if it is neither a text nor an exact number
   */
  static Optional<byte[]> of(@Nullable Object attribute) {
    if (attribute instanceof String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      return Optional.of(
          kept(ByteBuffer.allocate(1 + utf8.length).put((byte) 'T').put(utf8).array()));
    }
    if (attribute instanceof BigDecimal number) {
      return Decimals.exact(number).map(DistinctValue::number);
    }
    return Optional.empty();
  }

  private static byte[] number(BigDecimal canonical) {
    byte[] unscaled = canonical.unscaledValue().toByteArray();
    return kept(
        ByteBuffer.allocate(1 + Integer.BYTES + unscaled.length)
            .put((byte) 'N')
            .putInt(canonical.scale())
            .put(unscaled)
            .array());
  }

  private static byte[] kept(byte[] bytes) {
    return bytes.length <= MAX_PLAIN ? bytes : Sha256.prefix(bytes, HASHED);
  }
}
