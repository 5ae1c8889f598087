package io.renwu.cluster;

import com.sun.net.httpserver.HttpServer;
import io.renwu.flink.FlinkRest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers requests with recorded answers of Flink's REST interface, by path; others with 404. */
final class RecordedFlink implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  RecordedFlink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String answer = answers.get(exchange.getRequestURI().getPath());
          byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  RecordedFlink answering(String path, String answer) {
    answers.put(path, answer);
    return this;
  }

  /** Adds jobs named renwu-tasks: {@code ID:STATE:START}, START in ms. */
  RecordedFlink withTaskJobs(String... jobs) {
    StringBuilder all = new StringBuilder();
    for (String job : jobs) {
      String[] parts = job.split(":", 3);
      all.append(all.isEmpty() ? "" : ",")
          .append(
              "{\"jid\":\"%s\",\"name\":\"renwu-tasks\",\"state\":\"%s\",\"start-time\":%s}"
                  .formatted((Object[]) parts));
      answering("/jobs/" + parts[0] + "/checkpoints", "{\"latest\":{}}");
    }
    return answering("/jobs/overview", "{\"jobs\":[" + all + "]}");
  }

  /** Sets the last saved state of a job; {@code kind} is {@code completed} or {@code savepoint}. */
  RecordedFlink withSaved(String job, String kind, String path, long ackMillis) {
    return answering(
        "/jobs/" + job + "/checkpoints",
        "{\"latest\":{\"%s\":{\"id\":7,\"status\":\"COMPLETED\",\"latest_ack_timestamp\":%d,\"external_path\":\"%s\"}}}"
            .formatted(kind, ackMillis, path));
  }

  FlinkRest rest() {
    return new FlinkRest(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
