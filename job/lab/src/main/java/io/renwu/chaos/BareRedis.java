package io.renwu.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection to a Redis server without a password, for commands that no part of the product
 * sends. Arguments hold no blanks. Not thread-safe.
 */
final class BareRedis implements AutoCloseable {
  private static final int ANSWER_MILLIS = 30_000;

  private final Socket socket;
  private final BufferedReader answers;

  BareRedis(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(ANSWER_MILLIS);
    answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  /** The names of the keys that match a pattern. */
  List<String> keys(String pattern) throws IOException {
    int count = Integer.parseInt(send("KEYS " + pattern, '*'));
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String length = answers.readLine();
      keys.add(answers.readLine());
      if (length == null || keys.get(i) == null) {
        throw new IOException("Redis ended its answer at key " + i + " of " + count);
      }
    }
    return keys;
  }

  void delete(List<String> keys) throws IOException {
    if (!keys.isEmpty()) {
      send("DEL " + String.join(" ", keys), ':');
    }
  }

  /** Sends a command; returns the number that follows the expected type of its answer. */
  private String send(String command, char type) throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
    String answer = answers.readLine();
    if (answer == null || answer.isEmpty() || answer.charAt(0) != type) {
      throw new IOException("Redis answered " + answer + " to " + command);
    }
    return answer.substring(1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
