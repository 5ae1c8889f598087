package io.renwu.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends commands that the product itself never sends to a Redis server without a password, each on
 * its own connection. Arguments must not contain spaces.
 */
public final class RawRedis {
  private static final int ANSWER_MILLIS = 30_000;

  private RawRedis() {}

  /**
   * Sends a command.
   *
   * @return the answer: an ASCII string, or the first line
   * @throws IllegalStateException if the server refuses
   */
  public static String call(String uri, String... arguments) {
    return exchange(uri, String.join(" ", arguments), RawRedis::text);
  }

  /** The keys that match a pattern; they must be ASCII without line breaks. */
  public static List<String> keys(String uri, String pattern) {
    return exchange(
        uri,
        "KEYS " + pattern,
        (first, answers) -> {
          List<String> keys = new ArrayList<>();
          for (int left = number(first); left > 0; left--) {
            keys.add(text(line(answers), answers));
            answers.readLine();
          }
          return keys;
        });
  }

  private interface Answer<T> {
    T read(String first, BufferedReader rest) throws IOException;
  }

  private static <T> T exchange(String uri, String command, Answer<T> answer) {
    URI server = URI.create(uri);
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(ANSWER_MILLIS);
      BufferedReader answers =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
      String first = line(answers);
      if (first.startsWith("-")) {
        throw new IllegalStateException(command + ": " + first);
      }
      return answer.read(first, answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(BufferedReader answers) throws IOException {
    String line = answers.readLine();
    if (line == null || line.isEmpty()) {
      throw new IOException("found an incomplete answer of Redis, expected a whole one");
    }
    return line;
  }

  private static String text(String first, BufferedReader rest) throws IOException {
    if (!first.startsWith("$")) {
      return first.substring(1);
    }
    StringBuilder text = new StringBuilder();
    for (int left = number(first); left > 0; left--) {
      int next = rest.read();
      if (next < 0) {
        throw new IOException("found an incomplete answer of Redis, expected a whole one");
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private static int number(String line) {
    return Integer.parseInt(line.substring(1));
  }
}
