package io.renwu.connector.redis.streams.failure;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Describes a failure in one line of bounded length. */
final class FailureText {
  private static final int MAX_CAUSES = 3;
  private static final int MAX_FRAMES = 8;
  private static final int MAX_MESSAGE_CHARS = 300;

  /** Enough for two causes with the longest messages and all their frames of usual length. */
  private static final int MAX_CHARS = 3_000;

  private FailureText() {}

  /** Classes, messages and topmost frames of the failure and its causes. */
  static String of(Throwable failure) {
    StringBuilder text = new StringBuilder();
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      text.append(depth == 0 ? "" : "; caused by ").append(cause.getClass().getName());
      if (cause.getMessage() != null) {
        text.append(": ").append(cut(cause.getMessage(), MAX_MESSAGE_CHARS));
      }
      String frames = frames(cause);
      text.append(frames.isEmpty() ? "" : " at ").append(frames);
      cause = cause.getCause();
    }
    return oneLine(cut(text.toString(), MAX_CHARS));
  }

  /** Class and place, without the message, which may contain a part of a record. */
  static String site(Throwable failure) {
    return failure.getClass().getName()
        + Arrays.stream(failure.getStackTrace())
            .filter(frame -> !frame.getClassName().startsWith("java."))
            .findFirst()
            .map(frame -> " at " + place(frame))
            .orElse("");
  }

  private static String frames(Throwable cause) {
    return Arrays.stream(cause.getStackTrace())
        .limit(MAX_FRAMES)
        .map(FailureText::place)
        .collect(Collectors.joining(", "));
  }

  private static String place(StackTraceElement frame) {
    return frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber();
  }

  private static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, end) + '…';
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }
}
