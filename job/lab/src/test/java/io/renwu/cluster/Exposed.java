package io.renwu.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Collects the texts that the operators of a cluster see: logs, pages of Flink's web UI, and
 * metrics.
 */
final class Exposed {
  private static final List<String> OF_CLUSTER =
      List.of("/config", "/jobmanager/config", "/jobmanager/environment", "/taskmanagers");
  private static final List<String> OF_JOB =
      List.of("", "/config", "/plan", "/exceptions", "/checkpoints", "/accumulators");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> texts = new TreeMap<>();

  private Exposed() {}

  /**
   * All texts, by file or address.
   *
   * @param status the JSON of `cluster status`
   */
  static Map<String, String> texts(Path folder, JsonNode status)
      throws IOException, InterruptedException {
    Exposed exposed = new Exposed();
    for (String server : List.of("kafka", "redis", "flink")) {
      exposed.logs(folder.resolve(server));
    }
    exposed.webUi(status.path("web").asText());
    for (JsonNode address : status.path("metrics")) {
      exposed.page(address.asText());
    }
    return exposed.texts;
  }

  private void logs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        texts.put(
            file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
  }

  private void webUi(String address) throws IOException, InterruptedException {
    for (String path : OF_CLUSTER) {
      page(address + path);
    }
    String jobs = page(address + "/jobs");
    for (JsonNode job : new ObjectMapper().readTree(jobs).path("jobs")) {
      for (String path : OF_JOB) {
        page(address + "/jobs/" + job.path("id").asText() + path);
      }
    }
  }

  private String page(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    String text = client.send(request, BodyHandlers.ofString()).body();
    texts.put(address, text);
    return text;
  }
}
