package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class DockerComposeTest {
  private static final Pattern MAIN_OPTION = Pattern.compile(" --([a-z][a-z.]*) ");

  private final Path home = ProjectHome.path();
  private ComposeFile compose;
  @TempDir private Path folder;

  @BeforeEach
  void read() throws IOException {
    compose = ComposeFile.read();
  }

  @Test
  void everyImageHasAVersion() {
    assertThat(compose.services())
        .allSatisfy(
            (name, service) ->
                assertThat(compose.service(name).get("image").toString())
                    .as("image of %s", name)
                    .matches("[a-z/]+:v?[0-9][0-9.]*[0-9](-java17)?"));
  }

  @Test
  void imagesHaveTheVersionsOfTheBuild() throws IOException {
    String pom = Files.readString(home.resolve("pom.xml"));
    assertThat(compose.service("kafka"))
        .containsEntry("image", image(pom, "kafka", "apache/kafka:%s"));
    assertThat(compose.service("jobmanager"))
        .containsEntry("image", image(pom, "flink", "flink:%s-java17"));
  }

  @Test
  void everyDependencyIsAServiceThatCanMeetTheCondition() {
    for (String name : compose.services().keySet()) {
      compose
          .map(name, "depends_on")
          .forEach(
              (on, how) -> {
                assertThat(compose.services()).containsKey(on);
                Map<String, Object> dependency = compose.service(on);
                switch (ComposeFile.map(how).get("condition").toString()) {
                  case "service_healthy" -> assertThat(dependency).containsKey("healthcheck");
                  case "service_completed_successfully" ->
                      assertThat(dependency.get("restart")).isNotEqualTo("unless-stopped");
                  case "service_started" -> assertThat(dependency).isNotNull();
                  default -> throw new AssertionError(name + ": " + how);
                }
              });
    }
  }

  @Test
  void everyMountIsAProjectFileOrADeclaredVolume() throws IOException {
    String jar = "./job/jobs/target/renwu-job-" + version() + "-all.jar";
    String tools =
        "\\./job/(servers|tools|lab)/target/renwu-\\1-" + Pattern.quote(version()) + "\\.jar";
    for (String name : compose.services().keySet()) {
      for (String mount : compose.list(name, "volumes")) {
        String source = mount.substring(0, mount.indexOf(':'));
        if (!source.startsWith(".")) {
          assertThat(compose.volumes()).containsKey(source);
        } else if (!source.equals(jar) && !source.matches(tools)) {
          assertThat(home.resolve(source)).exists();
        }
      }
    }
    assertThat(compose.list("collector", "volumes")).anyMatch(mount -> mount.startsWith(jar));
  }

  @Test
  void bothJobsAreSubmittedWithExistingSettings() {
    for (String name : List.of("collector", "tasks")) {
      Map<String, Object> environment = compose.map(name, "environment");
      String entry = environment.get("JOB_CLASS").toString().replace('.', '/') + ".java";
      assertThat(home.resolve("job/jobs/src/main/java").resolve(entry))
          .content()
          .contains("\"" + environment.get("JOB_NAME") + "\"");
      String script = compose.list(name, "command").get(2);
      assertThat(MAIN_OPTION.matcher(script).results().map(match -> match.group(1)).toList())
          .containsExactly("config", "kafka.bootstrap.servers", "redis.uri", "job.fresh");
      Map<String, String> overrides =
          Map.of(
              Options.KAFKA_BOOTSTRAP_SERVERS.key(), environment.get("KAFKA").toString(),
              Options.REDIS_URI.key(), environment.get("REDIS").toString());
      assertThat(overrides).containsOnlyKeys("kafka.bootstrap.servers", "redis.uri");
      RenwuConfig config =
          RenwuConfig.load(Optional.of(home.resolve("flink-conf/renwu.yaml")), overrides, Map.of());
      assertThat(config.settings()).containsAllEntriesOf(overrides);
    }
  }

  @Test
  void scriptContinuesFromFoundStateWithItsParallelism() throws Exception {
    assertThat(submit("printf '%s\\n' -s 'file:/a folder/chk-1' -p 3", Map.of()))
        .contains("[-s] [file:/a folder/chk-1] [-p] [3] [-c]")
        .endsWith("[--redis.uri] [R]");
    assertThat(submit("exit 0", Map.of())).doesNotContain("[-s]", "[-p]", "fresh");
    assertThat(submit("exit 0", Map.of("RENWU_FRESH", "true")))
        .endsWith("[--redis.uri] [R] [--job.fresh] [true]");
  }

  @Test
  void scriptSubmitsNothingIfStateIsNotFound() throws Exception {
    assertThat(submit("echo it is gone >&2; exit 1", Map.of()))
        .contains("it is gone", "ended with 1")
        .doesNotContain("[run]");
  }

  /** Runs the script of the task job with substitutes for {@code java} and {@code flink}. */
  private String submit(String java, Map<String, String> more) throws Exception {
    executable("java", java);
    executable(
        "flink",
        "[ \"$1\" = list ] && exit 0\nfor word in \"$@\"; do printf '[%s] ' \"$word\"; done");
    ProcessBuilder builder =
        new ProcessBuilder(compose.list("tasks", "command")).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("PATH", folder + ":" + environment.get("PATH"));
    for (String name :
        List.of("FLINK_HOME", "FLINK", "CHECKPOINTS", "JOB_NAME", "JOB_CLASS", "JOB_JAR")) {
      environment.put(name, name);
    }
    environment.putAll(Map.of("JOB_CONFIG", "C", "KAFKA", "K", "REDIS", "R"));
    environment.putAll(more);
    Process script = builder.start();
    String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int ended = script.waitFor();
    return ended == 0 ? output.strip() : output + "ended with " + ended;
  }

  private void executable(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void sampleSettingsAreTheDefaults() {
    RenwuConfig config =
        RenwuConfig.load(Optional.of(home.resolve("flink-conf/renwu.yaml")), Map.of(), Map.of());
    assertThat(config.settings()).hasSizeGreaterThan(8);
    for (var option : Options.all()) {
      if (config.settings().containsKey(option.key())) {
        assertThat((Object) config.find(option)).as(option.key()).isEqualTo(option.defaultValue());
      }
    }
  }

  @Test
  void flinkPropertiesAreOptionsOfFlink() throws Exception {
    Properties properties = new Properties();
    properties.load(
        new StringReader(
            compose.map("jobmanager", "environment").get("FLINK_PROPERTIES").toString()));
    assertThat(properties).isNotEmpty();
    assertThat(FlinkOptions.byKey().keySet()).containsAll(properties.stringPropertyNames());
  }

  @Test
  void prometheusReadsFlinkAndGrafanaReadsPrometheus() throws IOException {
    Map<String, Object> prometheus = watch("prometheus.yml");
    Map<String, Object> flink = first(prometheus.get("scrape_configs"));
    Map<String, Object> found = first(flink.get("dns_sd_configs"));
    assertThat(compose.services().keySet()).containsAll(texts(found.get("names")));
    assertThat(FlinkConf.settings().get("metrics.reporter.prometheus.port"))
        .startsWith(found.get("port") + "-");
    List<String> beside =
        compose.list("prometheus", "volumes").stream()
            .map(mount -> mount.split(":", -1)[1])
            .filter(path -> path.startsWith("/etc/prometheus/"))
            .map(path -> path.substring("/etc/prometheus/".length()))
            .toList();
    assertThat(beside).contains("prometheus.yml").containsAll(texts(prometheus.get("rule_files")));
    Map<String, Object> source = first(watch("grafana/datasource.yml").get("datasources"));
    assertThat(source).containsEntry("url", "http://prometheus:9090");
    assertThat(compose.list("prometheus", "ports")).containsExactly("127.0.0.1:9090:9090");
  }

  @Test
  void jobsConnectToTheServersPorts() {
    Map<String, Object> jobs = compose.map("tasks", "environment");
    assertThat(compose.map("kafka", "environment").get("KAFKA_ADVERTISED_LISTENERS").toString())
        .startsWith("INSIDE://" + jobs.get("KAFKA") + ",");
    assertThat(compose.list("redis", "ports")).containsExactly("127.0.0.1:6379:6379");
    assertThat(jobs).containsEntry("REDIS", "redis://redis:6379");
    assertThat(jobs).containsEntry("JOB_MANAGER_RPC_ADDRESS", "jobmanager");
  }

  private Map<String, Object> watch(String file) throws IOException {
    Path path = home.resolve("flink-conf/watch").resolve(file);
    return ComposeFile.map(
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(path)));
  }

  private static Map<String, Object> first(Object list) {
    return ComposeFile.map(((List<?>) list).get(0));
  }

  private static List<String> texts(Object list) {
    return ((List<?>) list).stream().map(Object::toString).toList();
  }

  @Test
  void redisKeepsAllData() {
    assertThat(String.join(" ", compose.list("redis", "command")))
        .contains("--appendonly yes", "--appendfsync everysec", "--maxmemory-policy noeviction");
  }

  private String version() throws IOException {
    return find(Files.readString(home.resolve("pom.xml")), "<version>([^<]*)</version>");
  }

  private static String image(String pom, String what, String form) {
    return String.format(form, find(pom, "<" + what + "\\.version>([^<]*)<"));
  }

  private static String find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
