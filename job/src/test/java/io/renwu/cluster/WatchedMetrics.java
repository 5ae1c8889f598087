package io.renwu.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.renwu.server.ProjectHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics that the dashboard and the alerts ask for, and those that a cluster has. */
final class WatchedMetrics {
  private static final Path WATCH = ProjectHome.flinkConf().resolve("watch");
  private static final Pattern NAME = Pattern.compile("flink_[a-zA-Z0-9_]+");

  private WatchedMetrics() {}

  /** The names in all queries. */
  static Set<String> asked() throws IOException {
    Set<String> names = new TreeSet<>();
    expressions(new ObjectMapper().readTree(WATCH.resolve("grafana/renwu.json").toFile()))
        .forEach(
            expression -> NAME.matcher(expression).results().forEach(m -> names.add(m.group())));
    expressions(new YAMLMapper().readTree(WATCH.resolve("alerts.yml").toFile()))
        .forEach(
            expression -> NAME.matcher(expression).results().forEach(m -> names.add(m.group())));
    return names;
  }

  /** Every text under a field {@code expr}, wherever it stands. */
  static List<String> expressions(JsonNode document) {
    return document.findValues("expr").stream().map(JsonNode::asText).toList();
  }

  /** The names that the reporters at these addresses answer with. */
  static Set<String> reported(List<String> addresses) throws IOException, InterruptedException {
    Set<String> names = new TreeSet<>();
    HttpClient client = HttpClient.newHttpClient();
    for (String address : addresses) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
      names.addAll(
          client
              .send(request, BodyHandlers.ofString())
              .body()
              .lines()
              .filter(line -> line.startsWith("flink_"))
              .map(line -> line.split("[{ ]", 2)[0])
              .collect(Collectors.toSet()));
    }
    return names;
  }
}
