package io.renwu.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
  @Test
  void splitsAtLineEnds() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read("a")).containsExactly("1:a");
    assertThat(read("a\n")).containsExactly("1:a");
    assertThat(read("a\r\nb\rc\n\n \r\nd")).containsExactly("1:a", "2:b\rc", "5:d");
  }

  @Test
  void keepsLinesUpToTheBound() throws IOException {
    String kept = "x".repeat(10);
    assertThat(read(kept + "\n" + kept + "\r\n" + kept + "y\n" + kept))
        .containsExactly("1:" + kept, "2:" + kept, "3:11 bytes", "4:" + kept);
  }

  @Test
  void readsAcrossItsBuffer() throws IOException {
    String text = ("abc\n" + "z".repeat(100_000) + "\r\n").repeat(5);
    assertThat(read(text)).hasSize(10).contains("9:abc", "10:100000 bytes");
  }

  @Test
  void readsAStreamByteByByte() throws IOException {
    InputStream slow =
        new ByteArrayInputStream("ab\r\ncd".getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, 1);
          }

          @Override
          public int read(byte[] bytes) {
            return read(bytes, 0, bytes.length);
          }
        };
    assertThat(read(slow)).containsExactly("1:ab", "2:cd");
  }

  private static List<String> read(String text) throws IOException {
    return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> read(InputStream in) throws IOException {
    List<String> read = new ArrayList<>();
    BoundedLines lines = new BoundedLines(in, 10);
    while (lines.next()) {
      byte[] bytes = lines.bytes();
      String text =
          bytes == null ? lines.length() + " bytes" : new String(bytes, StandardCharsets.UTF_8);
      if (!lines.isBlank()) {
        read.add(lines.number() + ":" + text);
      }
    }
    return read;
  }
}
