package io.renwu.server;

import io.renwu.flink.FlinkRest;
import io.renwu.timeout.BoundedCall;
import io.renwu.timeout.Patience;
import io.renwu.timeout.ServerException;
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
 * Checks whether servers answer a request. A connection proves nothing: the system accepts it for a
 * hanging process, too. Each method returns within its time limit.
 */
public final class AnswerCheck {
  private AnswerCheck() {}

  /** Whether a Redis server answers and has loaded its data. */
  public static boolean redis(int port, Duration limit) {
    return BoundedCall.succeeds(
        limit, "redis", () -> answer(port, limit, "PING\r\n", 5).equals("+PONG"));
  }

  /** Whether a ZooKeeper serves clients; if so, it reports its mode ("Mode: standalone"). */
  public static boolean zooKeeper(int port, Duration limit) {
    return BoundedCall.succeeds(
        limit,
        "zookeeper",
        () -> answer(port, limit, "srvr", Integer.MAX_VALUE).contains("Mode: "));
  }

  private static String answer(int port, Duration limit, String request, int bytes)
      throws IOException {
    int millis = Math.toIntExact(limit.toMillis());
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }
  }

  /**
   * Whether a broker without TLS answers. Requests its API versions, which is cheaper than a Kafka
   * client.
   */
  public static boolean kafka(int port, Duration limit) {
    // Size, ApiVersions, version 0, a correlation id that the answer repeats, no client id.
    String request = "\0\0\0\n\0\u0012\0\0renw\u00ff\u00ff";
    return BoundedCall.succeeds(
        limit, "kafka", () -> answer(port, limit, request, 8).endsWith("renw"));
  }

  /** Whether a broker answers and is registered. */
  static boolean kafkaCluster(String bootstrapServers, Duration limit) {
    String millis = Long.toString(limit.toMillis());
    Map<String, Object> client =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            millis,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            millis);
    return BoundedCall.succeeds(
        limit,
        "kafka",
        () -> {
          try (Admin admin = Admin.create(client)) {
            return !admin
                .describeCluster()
                .nodes()
                .get(limit.toMillis(), TimeUnit.MILLISECONDS)
                .isEmpty();
          }
        });
  }

  /**
   * Calls a JobManager before a long operation.
   *
   * @throws ServerException if there is no answer in time, or not one of Flink
   */
  public static void requireFlink(URI address) {
    var unused = FlinkRest.withTimeout(address, Patience.OF_COMMANDS.answer()).overview();
  }

  /** Whether an HTTP server answers, with any status. */
  public static boolean http(URI page, Duration limit) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(limit).build();
    HttpRequest request = HttpRequest.newBuilder(page).timeout(limit).build();
    return BoundedCall.succeeds(
        limit,
        page.toString(),
        () -> client.send(request, BodyHandlers.discarding()).statusCode() > 0);
  }
}
