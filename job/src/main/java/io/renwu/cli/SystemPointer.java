package io.renwu.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The file by which a running demo or cluster tells where its configuration is: keys pid and
 * config.
 */
final class SystemPointer {
  private SystemPointer() {}

  /** Points to a system that is alive as long as a process is. */
  static void write(Path pointer, long pid, Path config) {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("config", config.toString());
    try (Writer writer = Files.newBufferedWriter(pointer)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw CliException.failed("cannot write " + pointer + ": " + e, e);
    }
  }

  /** The configuration file of the system that the pointer names, if that system is alive. */
  static Optional<Path> configOf(Path pointer) {
    if (!Files.isReadable(pointer)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(pointer)) {
      properties.load(reader);
      long pid = Long.parseLong(properties.getProperty("pid", "0"));
      boolean alive = pid > 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
      return Optional.ofNullable(properties.getProperty("config"))
          .map(Path::of)
          .filter(config -> alive && Files.isReadable(config));
    } catch (IOException | IllegalArgumentException noPointer) {
      return Optional.empty();
    }
  }
}
