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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the metrics that the dashboard and the alerts query, and those that a cluster reports. */
final class WatchedMetrics {
  private static final Path WATCH = ProjectHome.flinkConf().resolve("watch");

  /** Labels and durations: in braces, in brackets, after {@code by}, after {@code offset}. */
  private static final Pattern NO_NAMES =
      Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\bby +\\([^)]*\\)|\\boffset +\\w+");

  /** A name that is no function: no opening parenthesis follows. */
  private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_][a-zA-Z0-9_]*\\b(?! *\\()");

  private static final Set<String> OPERATORS = Set.of("and", "or", "unless");

  private WatchedMetrics() {}

  /** The metric names in all queries. */
  static Set<String> asked() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String expression : expressions()) {
      names.addAll(names(expression));
    }
    return names;
  }

  /** The names of the metrics in a query. */
  static Set<String> names(String expression) {
    Set<String> names =
        NAME.matcher(NO_NAMES.matcher(expression).replaceAll(" "))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));
    names.removeAll(OPERATORS);
    return names;
  }

  private static List<String> expressions() throws IOException {
    List<String> all = new ArrayList<>();
    all.addAll(
        expressions(new ObjectMapper().readTree(WATCH.resolve("grafana/renwu.json").toFile())));
    all.addAll(expressions(new YAMLMapper().readTree(WATCH.resolve("alerts.yml").toFile())));
    return all;
  }

  /** Every text of a field {@code expr} at any depth. */
  static List<String> expressions(JsonNode document) {
    return document.findValues("expr").stream().map(JsonNode::asText).toList();
  }

  /** The metric names that the Prometheus endpoints report. */
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
