package io.renwu.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Whether bytes and texts are Unicode, which JSON parsers take on trust. */
final class UnicodeCheck {
  private UnicodeCheck() {}

  /** Whether the bytes are well-formed UTF-8: no overlong forms, no surrogates. */
  static boolean isUtf8(byte[] bytes) {
    int ascii = 0;
    while (ascii < bytes.length && bytes[ascii] >= 0) {
      ascii++;
    }
    if (ascii == bytes.length) {
      return true;
    }
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, ascii, bytes.length - ascii));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }

  /** Whether a code point of {@link String#codePoints()} is half of a pair that is not there. */
  static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** Whether every surrogate of the text stands in a pair. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints().noneMatch(UnicodeCheck::isSurrogate);
      }
    }
    return true;
  }

  /** The text with every unpaired surrogate replaced by U+FFFD, so that it can be written. */
  static String wellFormed(String text) {
    if (isWellFormed(text)) {
      return text;
    }
    StringBuilder fixed = new StringBuilder(text.length());
    text.codePoints().map(c -> isSurrogate(c) ? '\uFFFD' : c).forEach(fixed::appendCodePoint);
    return fixed.toString();
  }
}
