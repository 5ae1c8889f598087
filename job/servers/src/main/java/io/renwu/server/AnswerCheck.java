package io.renwu.server;

import io.renwu.flink.FlinkRest;
import io.renwu.patience.BoundedCall;
import io.renwu.patience.Patience;
import io.renwu.patience.ServerException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Whether servers answer a question. A connection says nothing: the system takes it for a process
 * that hangs, too. Each method returns within the time that it is given.
 */
public final class AnswerCheck {
  private AnswerCheck() {}

  /** Of a Redis server that has read its data. */
  public static boolean redis(int port, Duration most) {
    return BoundedCall.succeeds(
        most, "redis", () -> answer(port, most, "PING\r\n", 5).equals("+PONG"));
  }

  /** Of a ZooKeeper that serves clients: it says what it is to them ("Mode: standalone"). */
  public static boolean zooKeeper(int port, Duration most) {
    return BoundedCall.succeeds(
        most, "zookeeper", () -> answer(port, most, "srvr", Integer.MAX_VALUE).contains("Mode: "));
  }

  private static String answer(int port, Duration most, String question, int bytes)
      throws IOException {
    int millis = Math.toIntExact(most.toMillis());
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(question.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }
  }

  /**
   * Of a broker without TLS: it is asked for its versions, which costs less than a client of Kafka.
   */
  public static boolean kafka(int port, Duration most) {
    // Size, ApiVersions, version 0, a number that the answer repeats, no client's name.
    String question = "\0\0\0\n\0\u0012\0\0renw\u00ff\u00ff";
    return BoundedCall.succeeds(
        most, "kafka", () -> answer(port, most, question, 8).endsWith("renw"));
  }

  /** Of a broker that is registered. */
  static boolean kafkaCluster(String bootstrapServers, Duration most) {
    String millis = Long.toString(most.toMillis());
    Map<String, Object> client =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            millis,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            millis);
    return BoundedCall.succeeds(
        most,
        "kafka",
        () -> {
          try (Admin admin = Admin.create(client)) {
            return !admin
                .describeCluster()
                .nodes()
                .get(most.toMillis(), TimeUnit.MILLISECONDS)
                .isEmpty();
          }
        });
  }

  /**
   * Asks a JobManager, on whatever machine, before an operation that would wait for long.
   *
   * @throws ServerException if there is no answer in time, or one that is not Flink's
   */
  public static void requireFlink(URI address) {
    var unused = FlinkRest.forLook(address, Patience.OF_COMMANDS.answer()).overview();
  }

  /** Of an HTTP server, whatever it answers. */
  public static boolean http(URI page, Duration most) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(most).build();
    HttpRequest request = HttpRequest.newBuilder(page).timeout(most).build();
    return BoundedCall.succeeds(
        most,
        page.toString(),
        () -> client.send(request, BodyHandlers.discarding()).statusCode() > 0);
  }
}
