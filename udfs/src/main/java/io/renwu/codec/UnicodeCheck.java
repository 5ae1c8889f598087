package io.renwu.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Checks that bytes and texts are valid Unicode, which JSON parsers do not check. */
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

  /** Whether a code point of {@link String#codePoints()} is an unpaired surrogate. */
  static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** Whether every surrogate of the text is part of a pair. */
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
