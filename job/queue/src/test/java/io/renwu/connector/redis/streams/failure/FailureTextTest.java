package io.renwu.connector.redis.streams.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class FailureTextTest {
  private static <T extends Throwable> T withFrames(T failure, int frames) {
    StackTraceElement[] trace = new StackTraceElement[frames];
    for (int i = 0; i < frames; i++) {
      trace[i] = new StackTraceElement("a.B", "m" + i, "B.java", 10 + i);
    }
    failure.setStackTrace(trace);
    return failure;
  }

  @Test
  void containsClassMessageAndFrames() {
    assertThat(FailureText.of(withFrames(new IllegalStateException("no such thing"), 2)))
        .isEqualTo("java.lang.IllegalStateException: no such thing at a.B.m0:10, a.B.m1:11");
    assertThat(FailureText.of(withFrames(new StackOverflowError(), 0)))
        .isEqualTo("java.lang.StackOverflowError");
  }

  @Test
  void containsTheCauses() {
    Exception cause = withFrames(new ArithmeticException("/ by zero"), 1);
    assertThat(FailureText.of(withFrames(new IllegalStateException("bad", cause), 1)))
        .isEqualTo(
            "java.lang.IllegalStateException: bad at a.B.m0:10;"
                + " caused by java.lang.ArithmeticException: / by zero at a.B.m0:10");
  }

  @Test
  void isOneLineOfBoundedLength() {
    Throwable failure =
        withFrames(new Exception("x\r\n\u0085\u2028y" + "z".repeat(100_000)), 1_000);
    for (int depth = 0; depth < 10; depth++) {
      failure = withFrames(new Exception("w".repeat(100_000), failure), 1_000);
    }
    String text = FailureText.of(failure);
    assertThat(text.length()).isLessThan(3_100);
    assertThat(FailureText.of(new Exception("x\r\n\u0085\u2028y"))).contains("x    y");
    assertThat(text.codePoints()).noneMatch(Character::isISOControl);
  }

  @Test
  void neverSplitsACharacter() {
    String text = FailureText.of(withFrames(new Exception("x" + "\uD83D\uDE00".repeat(200)), 0));
    assertThat(text).endsWith("\uD83D\uDE00…");
    assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
  }

  @Test
  void siteIsTheFirstFrameOutsideOfTheJdk() {
    Exception failure = catchThrowableOfType(RuntimeException.class, () -> "short".substring(9));
    assertThat(FailureText.site(failure))
        .matches("java.lang.StringIndexOutOfBoundsException at .*FailureTextTest.*:\\d+");
  }

  @Test
  void siteOmitsTheMessage() {
    assertThat(FailureText.site(withFrames(new IllegalStateException("a payload"), 5)))
        .isEqualTo("java.lang.IllegalStateException at a.B.m0:10");
    assertThat(FailureText.site(withFrames(new StackOverflowError(), 0)))
        .isEqualTo("java.lang.StackOverflowError");
  }
}
