package io.renwu.connector.redis.streams.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;

/** Does to a server what the queue's own client never does. */
public final class RawRedis {
  private RawRedis() {}

  /**
   * Sends a command on a connection of its own and returns the answer: a text, or the first line.
   *
   * @throws IllegalStateException if the server refuses
   */
  public static String call(String uri, String... words) {
    URI server = URI.create(uri);
    try (Socket socket = new Socket(server.getHost(), server.getPort());
        DataInputStream in = new DataInputStream(socket.getInputStream())) {
      socket.getOutputStream().write((String.join(" ", words) + "\r\n").getBytes(UTF_8));
      String first = line(in);
      if (first.startsWith("-")) {
        throw new IllegalStateException(String.join(" ", words) + ": " + first);
      }
      return first.startsWith("$")
          ? new String(in.readNBytes(Integer.parseInt(first.substring(1))), UTF_8)
          : first.substring(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n' && b >= 0; b = in.read()) {
      line.append((char) b);
    }
    return line.toString().strip();
  }
}
