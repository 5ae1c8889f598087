package io.renwu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisAdmin;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.server.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the rate against a real server. */
class RateCommandsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static RedisServer server;
  private String prefix;

  @BeforeAll
  static void start() {
    server = RedisServer.startNew(folder, RedisServer.Fsync.ALWAYS);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void choosePrefix(TestInfo test) {
    prefix = test.getTestMethod().orElseThrow().getName();
  }

  private CliRun run(String... args) {
    List<String> all = new ArrayList<>(List.of("rate"));
    all.addAll(List.of(args));
    all.addAll(List.of("--redis.uri", server.uri(), "--queue.key.prefix", prefix));
    return CliRun.of(folder, all.toArray(String[]::new));
  }

  private String good(String... args) {
    CliRun run = run(args);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCodes.GOOD);
    return run.out();
  }

  private JsonNode json(String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("-o", "json"));
    return JSON.readTree(good(all.toArray(String[]::new)));
  }

  @Test
  void eachCommandChangesOnlyItsPart() throws IOException {
    assertThat(good("get")).startsWith("unlimited");
    good("set", "3000", "--burst", "500", "--reason", "lunch");
    good("lanes", "set", "welcome=behavior.register:strict", "rest=*:weight=4", "--floor", "0.1");
    good("schedule", "set", "--zone", "Asia/Shanghai", "night=22:00-06:00@20000");
    good("pause");
    JsonNode now = json("get");
    assertThat(now.path("version").asInt()).isEqualTo(4);
    assertThat(now.path("rate").asDouble()).isEqualTo(3000);
    assertThat(now.path("burstMillis").asLong()).isEqualTo(500);
    assertThat(now.path("paused").asBoolean()).isTrue();
    assertThat(now.at("/lanes/0/name").asText()).isEqualTo("welcome");
    assertThat(now.at("/lanes/0/strict").asBoolean()).isTrue();
    assertThat(now.at("/lanes/1/weight").asDouble()).isEqualTo(4);
    assertThat(now.path("floor").asDouble()).isEqualTo(0.1);
    assertThat(now.at("/schedule/spans/0").asText()).isEqualTo("night=22:00-06:00@20000");
    assertThat(now.path("achieved1s").isNull()).as("no job reports").isTrue();

    assertThat(good("resume")).doesNotContain("paused");
    assertThat(good("lanes", "clear")).doesNotContain("lanes");
    assertThat(good("schedule", "clear")).doesNotContain("schedule");
    assertThat(good("set", "unlimited")).startsWith("unlimited");
    assertThat(good("set", "0")).startsWith("0 records/s");
  }

  @Test
  void unreadableRulesAreReportedAndReplaced() throws IOException {
    good("set", "7");
    String key = prefix + ":control:rules";
    try (RedisAdmin admin = new RedisAdmin(server.port())) {
      for (String text : List.of("{\"version\":99,\"rate\":\"fast\"}", "{]", "{\"size\":1}", "7")) {
        admin.commands().lpush(key, text);
        assertThat(json("get").path("rate").asDouble()).as(text).isEqualTo(7);
        assertThat(good("get"))
            .contains("7 records/s", "a newer document is not in force", "no task job reports")
            .doesNotContain("java.", "io.renwu");
      }
      assertThat(good("history").lines()).hasSize(2);
      assertThat(good("pause")).contains("7 records/s, paused");
      assertThat(json("get").path("problem").isNull()).isTrue();
      assertThat(json("get").path("version").asInt()).isEqualTo(2);

      admin.commands().del(key);
      admin.commands().set(key, "no list");
      assertThat(json("get").path("problem").asText()).contains("expected");
      CliRun refused = run("set", "5");
      assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
      assertThat(refused.err()).contains("DEL " + key);
    }
  }

  @Test
  void rateCanFollowTheDownstreamLag() throws IOException {
    good("set", "3000");
    String set =
        good(
            "adaptive",
            "set",
            "--group",
            "coupons",
            "--max-lag",
            "60000",
            "--floor",
            "50",
            "--ceiling",
            "5000",
            "--every",
            "10s");
    assertThat(set)
        .contains("3,000 records/s, adaptive 50 to 5,000 by group:coupons up to 60,000 every 10 s");
    JsonNode now = json("get");
    assertThat(now.path("version").asInt()).isEqualTo(2);
    assertThat(now.at("/adaptive/signal").asText()).isEqualTo("group:coupons");
    assertThat(now.at("/adaptive/everySeconds").asInt()).isEqualTo(10);
    assertThat(now.path("adapted").isNull()).as("no job reports").isTrue();
    RateReport report =
        RateReport.parse(
            "{\"adapted\":{\"signal\":\"group:coupons\",\"lag\":61000,\"readAt\":\"2026-11-27T04:00:00Z\","
                + "\"perSecond\":71.44,\"course\":\"FAR_BEHIND\",\"problem\":\"Kafka is away\"}}");
    try (RedisStreams redis = LettuceRedisStreams.connect(RedisAccess.of(server.uri(), prefix))) {
      redis.putStatus(report.toJson(), Duration.ofMinutes(1)).join();
    }
    assertThat(good("get"))
        .contains(
            "adaptive: 71.4 records/s, far behind; group:coupons had a lag of 61,000 at"
                + " 2026-11-27T04:00:00Z; the lag cannot be read: Kafka is away");
    assertThat(json("get").at("/adapted/rate").asDouble()).isEqualTo(71.4);
    good(
        "adaptive",
        "set",
        "--metric",
        "http://coupons:9100/m#lag{a=\"b\"}",
        "--max-lag",
        "9",
        "--floor",
        "0.5",
        "--ceiling",
        "5");
    assertThat(good("history").lines().toList().get(1)).contains("by http://coupons:9100/m#lag");
    assertThat(good("adaptive", "clear")).doesNotContain("adaptive");
  }

  @Test
  void unusableLagSourceIsRefused() {
    assertThat(setAdaptive("--group", "g", "--floor", "9").err()).contains("the ceiling 5.0");
    assertThat(setAdaptive("--group", "g", "--floor", "0").err()).contains("the floor 0.0");
    assertThat(setAdaptive("--group", "", "--floor", "1").err())
        .contains("found no consumer group");
    assertThat(setAdaptive("--metric", "coupons", "--floor", "1").err())
        .contains("found 'coupons', expected http://HOST");
    assertThat(setAdaptive("--floor", "1").err()).contains("--group=GROUP").contains("--metric");
    assertThat(setAdaptive("--group", "g", "--metric", "m", "--floor", "1").err())
        .contains("mutually exclusive");
    assertThat(setAdaptive("--group", "g", "--floor", "1", "--every", "0").err())
        .contains("found everySeconds 0, expected 1 to 60");
    CliRun half = setAdaptive("--group", "g", "--floor", "1", "--every", "500ms");
    assertThat(half.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(good("history").lines()).hasSize(1);
  }

  private CliRun setAdaptive(String... args) {
    List<String> all =
        new ArrayList<>(List.of("adaptive", "set", "--max-lag", "9", "--ceiling", "5"));
    all.addAll(List.of(args));
    return run(all.toArray(String[]::new));
  }

  @Test
  void historyShowsWhoWhenWhatAndWhy() throws IOException {
    good("set", "500");
    good("pause", "--reason", "a deployment");
    String history = good("history");
    assertThat(history.lines().toList().get(1))
        .contains("500 records/s", "500 records/s, paused", "a deployment")
        .contains(System.getProperty("user.name"));
    assertThat(history.lines()).hasSize(3);
    assertThat(json("history", "-n", "1").at("/0/reason").asText()).isEqualTo("a deployment");
    assertThat(json("history")).hasSize(2);
  }

  @Test
  void wrongValuesAreRefusedAndChangeNothing() {
    assertThat(run("set", "fast").err()).contains("found 'fast', expected a number of 0 or more");
    assertThat(run("set", "5", "--burst", "0").err()).contains("found burstMillis 0");
    assertThat(run("lanes", "set", "a=t", "b=t").err()).contains("found topic t in two lanes");
    assertThat(run("lanes", "set", "a=t:strict", "b=u:strict").err()).contains("two strict lanes");
    assertThat(run("lanes", "set", "a").err()).contains("expected NAME=TOPIC");
    CliRun zone = run("schedule", "set", "--zone", "Mars", "a=01:00-02:00@5");
    assertThat(zone.err()).contains("found the zone 'Mars', expected an IANA name");
    assertThat(zone.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run("history", "-n", "0").err()).contains("--count: found 0");
    assertThat(good("history").lines()).hasSize(1);
  }

  @Test
  void documentOfAnotherWriterIsReported() {
    try (RedisStreams redis = LettuceRedisStreams.connect(RedisAccess.of(server.uri(), prefix))) {
      redis.replaceControl(0, "{\"version\":1,\"speed\":7}").join();
    }
    assertThat(good("get"))
        .contains("unlimited", "a newer document is not in force")
        .contains("/speed: found an unknown field");
  }
}
