package io.renwu.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Computes SHA-256 hashes. */
final class Sha256 {
  private Sha256() {}

  /** The first bytes of the hash. */
  static byte[] prefix(byte[] input, int length) {
    return Arrays.copyOf(digest().digest(input), length);
  }

  /** The hash of a text's UTF-8, big-endian from its start. */
  static ByteBuffer of(String text) {
    return ByteBuffer.wrap(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a Java platform without SHA-256", e);
    }
  }
}
