package io.renwu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.job.config.Options;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConfigOptionsTest {
  @TempDir private Path folder;

  @Command(name = "probe")
  static final class Probe {
    @Mixin private ConfigOptions config;
  }

  @Test
  void prefersTheOptionThenTheVariableThenTheFolderThenTheDemo() throws IOException {
    long self = ProcessHandle.current().pid();
    Path demo = config("demo.yaml", "redis://demo:1");
    pointer(self, demo);
    assertThat(uri(Map.of())).isEqualTo("using the demo at " + demo + "\nredis://demo:1");

    config("renwu.yaml", "redis://here:1");
    assertThat(uri(Map.of())).isEqualTo("redis://here:1");

    Map<String, String> environment =
        Map.of("RENWU_CONFIG", config("env.yaml", "redis://env:1").toString());
    assertThat(uri(environment)).isEqualTo("redis://env:1");

    String option = config("option.yaml", "redis://option:1").toString();
    assertThat(uri(environment, "--config", option)).isEqualTo("redis://option:1");
    assertThat(uri(environment, "--config", option, "--redis.uri=redis://key:1"))
        .isEqualTo("redis://key:1");
  }

  @Test
  void ignoresADemoThatIsGone() throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    pointer(ended.pid(), config("demo.yaml", "redis://demo:1"));

    assertThat(uri(Map.of())).isEqualTo(Options.REDIS_URI.defaultValue());
    Files.writeString(folder.resolve("renwu-demo-somebody.properties"), "pid=x\nconfig=y\n");
    assertThat(uri(Map.of())).isEqualTo(Options.REDIS_URI.defaultValue());
  }

  private String uri(Map<String, String> environment, String... args) {
    Probe probe = new Probe();
    CommandLine command = new CommandLine(probe);
    StringWriter err = new StringWriter();
    command.setErr(new PrintWriter(err, true));
    probe.config.attach(
        command.getCommandSpec(), new CliContext(environment, folder, folder, "somebody"));
    command.parseArgs(args);
    String uri = probe.config.load().get(Options.REDIS_URI);
    return err + uri;
  }

  private Path config(String name, String uri) throws IOException {
    return Files.writeString(folder.resolve(name), "redis.uri: " + uri + "\n");
  }

  private void pointer(long pid, Path config) throws IOException {
    Files.writeString(
        folder.resolve("renwu-demo-somebody.properties"),
        "pid=" + pid + "\nconfig=" + config + "\n");
  }
}
