package io.renwu.server;

import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The file that tells the user's other commands where the configuration of a running demo or
 * cluster is. It is in a {@link PrivateFolder}, because it decides which servers those commands
 * call. Keys: {@code config}, and {@code pid} and {@code started} of a process that runs as long as
 * the system.
 */
public final class SystemPointer {
  /**
   * The tolerance of start times, which the system reports in seconds; a process id is not reused
   * within it.
   */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

  private final String name;
  private final List<PrivateFolder> folders;

  /**
   * Names a pointer, which need not exist.
   *
   * @param system "demo" or "cluster"
   * @param folders that may hold it; it is written to the first usable one
   */
  public SystemPointer(String system, List<Path> folders, Ownership ownership) {
    this.name = system + ".properties";
    this.folders = folders.stream().map(path -> new PrivateFolder(path, ownership)).toList();
  }

  /**
   * Points to a system that runs as long as a process.
   *
   * @param more additional keys
   * @throws ServerException if no folder can be used, with the reasons
   */
  public void write(ProcessHandle process, Path config, Map<String, String> more) {
    Properties properties = new Properties();
    properties.putAll(more);
    properties.setProperty("pid", Long.toString(process.pid()));
    properties.setProperty("started", startOf(process).map(Instant::toString).orElse(""));
    properties.setProperty("config", config.toAbsolutePath().toString());
    List<String> reasons = new ArrayList<>();
    for (PrivateFolder folder : folders) {
      try {
        Folders.write(folder.create().resolve(name), text(properties));
        return;
      } catch (ServerException unusable) {
        reasons.add(unusable.getMessage());
      }
    }
    throw new ServerException(
        "other commands will not find it by themselves: "
            + (reasons.isEmpty() ? "no home folder is known" : String.join("; ", reasons)));
  }

  private static String text(Properties properties) {
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
    } catch (IOException inMemory) {
      throw new IllegalStateException(inMemory);
    }
    return text.toString();
  }

  /**
   * The configuration file of the system, if the system runs.
   *
   * @throws ServerException if another user could have written the pointer
   */
  public Optional<Path> config() {
    for (PrivateFolder folder : folders) {
      Optional<Path> config = folder.file(name).flatMap(SystemPointer::configIn);
      if (config.isPresent()) {
        return config;
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> configIn(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      long pid = Long.parseLong(properties.getProperty("pid", "0"));
      String started = properties.getProperty("started", "");
      boolean alive =
          pid > 0
              && ProcessHandle.of(pid)
                  .filter(ProcessHandle::isAlive)
                  .filter(process -> isSame(process, started))
                  .isPresent();
      return Optional.ofNullable(properties.getProperty("config"))
          .map(Path::of)
          .filter(config -> alive && Files.isReadable(config));
    } catch (IOException | IllegalArgumentException noPointer) {
      return Optional.empty();
    }
  }

  /** Without a start time from the system, the process id alone decides. */
  private static boolean isSame(ProcessHandle process, String started) {
    Optional<Instant> start = startOf(process);
    return start.isEmpty()
        || (!started.isEmpty()
            && Duration.between(Instant.parse(started), start.get())
                    .abs()
                    .compareTo(START_TOLERANCE)
                < 0);
  }

  private static Optional<Instant> startOf(ProcessHandle process) {
    return process.info().startInstant();
  }

  /** Deletes the file. */
  public void delete() {
    folders.forEach(folder -> folder.delete(name));
  }
}
