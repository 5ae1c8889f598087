package io.renwu.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.timeout.BoundedCall;
import io.renwu.timeout.NoAnswerException;
import io.renwu.timeout.Patience;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * Exchanges JSON with a Flink cluster over HTTP. A status other than 2xx is an {@link IOException}
 * with the server's text.
 */
final class FlinkHttp {
  /** Starting a job runs its {@code main} on the JobManager. */
  private static final Duration START = Duration.ofMinutes(2);

  /** Limit of every other call of a long operation. */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A call that consists of one or more requests. */
  @FunctionalInterface
  interface Call<T> {
    T send() throws IOException;
  }

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Patience.OF_COMMANDS.connection()).build();
  private final URI address;
  private final Duration answer;
  private final Duration start;

  FlinkHttp(URI address) {
    this(address, ANSWER, START);
  }

  /**
   * Creates a client.
   *
   * @param answer limit of a call
   * @param start limit of uploads and calls that start a job
   */
  FlinkHttp(URI address, Duration answer, Duration start) {
    this.address = address;
    this.answer = answer;
    this.start = start;
  }

  /**
   * Sends requests and makes their failures unchecked.
   *
   * @throws ServerException if there is no answer, or a status other than 2xx
   */
  <T> T call(Call<T> call) {
    try {
      return call.send();
    } catch (IOException e) {
      // The exception of a refused connection has no message.
      throw new ServerException(
          e.getMessage() == null ? "Flink does not answer: " + e : e.getMessage(), e);
    }
  }

  JsonNode get(String path) throws IOException {
    return send(request(path).GET(), answer);
  }

  JsonNode post(String path, JsonNode body) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())),
        start);
  }

  JsonNode patch(String path) throws IOException {
    return send(request(path).method("PATCH", BodyPublishers.noBody()), answer);
  }

  /** Sends a jar as the form field that {@code /jars/upload} reads. */
  JsonNode upload(String path, Path jar) throws IOException {
    String boundary = UUID.randomUUID().toString();
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(
                "--"
                    + boundary
                    + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                    + jar.getFileName()
                    + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n"),
            BodyPublishers.ofFile(jar),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(body),
        start);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path));
  }

  /** The client's own limit ends at the first byte of the answer; this one at the last. */
  private HttpResponse<String> exchange(HttpRequest request, Duration limit) throws IOException {
    try {
      return BoundedCall.within(
          limit,
          request.method() + " " + request.uri(),
          () -> client.send(request, BodyHandlers.ofString()));
    } catch (NoAnswerException e) {
      throw e;
    } catch (IOException e) {
      // The exception of a refused connection does not name the address.
      throw new IOException("no answer from Flink at " + request.uri() + ": " + e, e);
    }
  }

  private JsonNode send(HttpRequest.Builder builder, Duration limit) throws IOException {
    HttpRequest request = builder.build();
    HttpResponse<String> response = exchange(request, limit);
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          request.method()
              + " "
              + request.uri()
              + " answered "
              + response.statusCode()
              + ": "
              + text(response.body()));
    }
    try {
      return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    } catch (JsonProcessingException e) {
      throw new IOException(
          request.uri() + " did not answer with JSON, expected Flink's REST interface", e);
    }
  }

  /** Flink returns the stack traces of a failure as a list of strings. */
  private static String text(String body) {
    try {
      StringBuilder text = new StringBuilder();
      JSON.readTree(body).path("errors").forEach(error -> text.append(error.asText()).append('\n'));
      return text.isEmpty() ? body : text.toString();
    } catch (JsonProcessingException e) {
      return body;
    }
  }
}
