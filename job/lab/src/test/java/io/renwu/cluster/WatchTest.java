package io.renwu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.renwu.model.DecisionCode;
import io.renwu.server.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks the files for Prometheus and Grafana without running either. */
class WatchTest {
  private final Path watch = ProjectHome.flinkConf().resolve("watch");

  private JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(watch.resolve("grafana/renwu.json").toFile());
  }

  private JsonNode yaml(String name) throws IOException {
    return new YAMLMapper().readTree(watch.resolve(name).toFile());
  }

  @Test
  void everyPanelUsesTheProvisionedSourceAndItsOwnPlace() throws IOException {
    String source = yaml("grafana/datasource.yml").path("datasources").path(0).path("uid").asText();
    Set<String> places = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    int panels = 0;
    for (JsonNode panel : dashboard().path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      JsonNode place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
      assertThat(places.add(place.path("x") + "/" + place.path("y"))).isTrue();
      if (panel.path("type").asText().equals("timeseries")) {
        panels++;
        assertThat(panel.path("datasource").path("uid").asText()).isEqualTo(source);
        assertThat(panel.path("targets")).isNotEmpty();
      }
    }
    assertThat(panels).isGreaterThan(15);
  }

  @Test
  void namesInAQueryAreFound() {
    assertThat(
            WatchedMetrics.names(
                "max by (task_name) (rate(flink_a{task=\"b\"}[1m])) / 1000 > 0.5 * c_d"
                    + " and flnk_e offset 10m or absent(f)"))
        .containsExactly("c_d", "f", "flink_a", "flnk_e");
  }

  @Test
  void everyMetricNameIsOneOfFlinks() throws IOException {
    assertThat(WatchedMetrics.asked()).hasSizeGreaterThan(50).allMatch(n -> n.startsWith("flink_"));
  }

  /** promtool itself runs the tests of the alerts. */
  @Test
  void testedAlertsExist() throws IOException {
    List<String> alerts = yaml("alerts.yml").findValuesAsText("alert");
    assertThat(yaml("alerts.test.yml").findValuesAsText("alertname"))
        .isNotEmpty()
        .isSubsetOf(alerts);
  }

  @Test
  void everyDecisionIsShown() throws IOException {
    String asked = String.join("\n", WatchedMetrics.expressions(dashboard()));
    for (DecisionCode code : DecisionCode.values()) {
      assertThat(asked).contains("_decisions_" + code.name() + "[");
    }
  }

  @Test
  void bracketsOfEveryQueryAreBalanced() throws IOException {
    assertThat(WatchedMetrics.expressions(dashboard())).hasSizeGreaterThan(30);
    assertThat(WatchedMetrics.expressions(yaml("alerts.yml"))).hasSizeGreaterThan(10);
    for (JsonNode document : Set.of(dashboard(), yaml("alerts.yml"))) {
      for (String query : WatchedMetrics.expressions(document)) {
        for (String pair : Set.of("()", "[]", "{}")) {
          assertThat(query.chars().filter(c -> c == pair.charAt(0)).count())
              .as(query)
              .isEqualTo(query.chars().filter(c -> c == pair.charAt(1)).count());
        }
      }
    }
  }

  /** The document that the alerts' file names explains each alert. */
  @Test
  void everyAlertIsDocumented() throws IOException {
    String document = Files.readString(ProjectHome.path().resolve("docs/cluster.md"));
    for (JsonNode rule : yaml("alerts.yml").path("groups").path(0).path("rules")) {
      assertThat(document).contains("`" + rule.path("alert").asText() + "`");
      assertThat(rule.path("labels").path("severity").asText()).isIn("page", "warn");
      assertThat(rule.path("annotations").path("summary").asText()).isNotEmpty();
    }
  }
}
