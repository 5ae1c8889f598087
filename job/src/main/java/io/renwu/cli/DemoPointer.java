package io.renwu.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The file by which a running demo tells where its configuration is: keys pid and config. */
final class DemoPointer {
  private DemoPointer() {}

  /** The configuration file of the demo that the pointer names, if that demo is alive. */
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
