package io.renwu.connector.redis.streams.failure;

/** A failure in one line of bounded length. */
final class FailureText {
  private static final int MAX_CAUSES = 3;
  private static final int MAX_FRAMES = 5;
  private static final int MAX_MESSAGE_CHARS = 300;

  /** More than three causes of five frames with usual names take. */
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
      frames(cause, text, MAX_FRAMES);
      cause = cause.getCause();
    }
    return oneLine(cut(text.toString(), MAX_CHARS));
  }

  /** Without any message, which may hold a part of a record: class and topmost frame. */
  static String site(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.getClass().getName());
    frames(failure, text, 1);
    return text.toString();
  }

  private static void frames(Throwable cause, StringBuilder text, int most) {
    StackTraceElement[] frames = cause.getStackTrace();
    for (int i = 0; i < Math.min(most, frames.length); i++) {
      text.append(i == 0 ? " at " : ", ")
          .append(frames[i].getClassName())
          .append('.')
          .append(frames[i].getMethodName())
          .append(':')
          .append(frames[i].getLineNumber());
    }
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
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
