package io.renwu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConfigOptionsTest {
  private static final String SECRET = "RENWU_REDIS_PASSWORD";

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  @Command(name = "probe")
  static final class Probe {
    @Mixin private ConfigOptions config;
  }

  @Test
  void prefersTheOptionThenTheVariableThenTheFolderThenTheDemo() throws IOException {
    Path demo = config("demo.yaml", "redis://demo:1");
    context(Map.of()).demoPointer().write(ProcessHandle.current(), demo, Map.of());
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
  void ignoresADemoThatHasEnded() throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("sleep", "600").start();
    Path demo = config("demo.yaml", "redis://demo:1");
    context(Map.of()).demoPointer().write(ended.toHandle(), demo, Map.of());
    assertThat(uri(Map.of())).endsWith("redis://demo:1");
    ended.destroyForcibly();
    ended.waitFor();
    assertThat(uri(Map.of())).isEqualTo(Options.REDIS_URI.defaultValue());
  }

  /** In a folder that all users can write, any of them could name a server for all passwords. */
  @Test
  void ignoresAPointerAmongTheTemporaryFiles() throws IOException {
    long self = ProcessHandle.current().pid();
    Path demo = config("demo.yaml", "redis://demo:1");
    for (String name : new String[] {"renwu-demo-somebody", "renwu-cluster-somebody"}) {
      Files.writeString(
          folder.resolve(name + ".properties"), "pid=" + self + "\nconfig=" + demo + "\n");
    }
    assertThat(uri(Map.of())).isEqualTo(Options.REDIS_URI.defaultValue());
  }

  @Test
  void usesSecretsOfTheEnvironmentOnlyForANamedConfiguration() throws IOException {
    Map<String, String> environment = Map.of(SECRET, "hunter2", "RENWU_LOG", "json");
    Path demo = config("demo.yaml", "redis://demo:1");
    context(environment).demoPointer().write(ProcessHandle.current(), demo, Map.of());

    RenwuConfig found = probe(environment).load();
    assertThat(found.find(Options.REDIS_PASSWORD)).isNull();
    assertThat(found.readsEnvironment()).isFalse();
    assertThat(err.toString())
        .contains(SECRET + ": not used", "--config " + demo)
        .doesNotContain("hunter2", "RENWU_LOG");
    assertThatThrownBy(() -> probe(environment).loadForCode())
        .isInstanceOf(CliException.class)
        .hasMessageContaining(SECRET + " is set");

    RenwuConfig named = probe(environment, "--config", demo.toString()).loadForCode();
    assertThat(named.get(Options.REDIS_PASSWORD)).isEqualTo("hunter2");
    assertThat(named.readsEnvironment()).isTrue();
    config("renwu.yaml", "redis://here:1");
    assertThat(probe(environment).load().get(Options.REDIS_PASSWORD)).isEqualTo("hunter2");
  }

  @Test
  void refusesAConfigurationThatOthersCanWriteUnlessNamed() throws IOException {
    Path here = config("renwu.yaml", "redis://here:1");
    Files.setPosixFilePermissions(here, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatThrownBy(() -> uri(Map.of()))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("can be written by other users");
    assertThat(uri(Map.of(), "--config", here.toString()))
        .isEqualTo("warning: " + here + " can be written by other users\nredis://here:1");
  }

  @Test
  void warnsOfASecretThatOthersCanRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "hunter2");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    String option = "--redis.password.file=" + secret;
    assertThat(uri(Map.of(), option)).contains("redis.password.file: other users may read");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    assertThat(uri(Map.of(), option)).isEqualTo(Options.REDIS_URI.defaultValue());
  }

  private CliContext context(Map<String, String> environment) {
    return new CliContext(environment, folder, folder, "somebody");
  }

  private ConfigOptions probe(Map<String, String> environment, String... args) {
    err.getBuffer().setLength(0);
    Probe probe = new Probe();
    CommandLine command = new CommandLine(probe);
    command.setErr(new PrintWriter(err, true));
    probe.config.addKeyOptions(command.getCommandSpec(), context(environment));
    command.parseArgs(args);
    return probe.config;
  }

  private String uri(Map<String, String> environment, String... args) {
    String uri = probe(environment, args).load().get(Options.REDIS_URI);
    return err + uri;
  }

  private Path config(String name, String uri) throws IOException {
    return Files.writeString(folder.resolve(name), "redis.uri: " + uri + "\n");
  }
}
