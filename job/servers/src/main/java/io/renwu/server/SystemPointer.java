package io.renwu.server;

import io.renwu.patience.ServerException;
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
 * The file by which a running demo or cluster tells the user's other commands where its
 * configuration is. It is in a {@link PrivateFolder}, for whoever writes it chooses the servers
 * that those commands talk to. Keys: {@code config}, and {@code pid} with {@code started} of the
 * process without which the system does not run.
 */
public final class SystemPointer {
  /** Two processes of one id do not begin within this; the system tells their times in seconds. */
  private static final Duration CLOCK = Duration.ofSeconds(5);

  private final String name;
  private final List<PrivateFolder> folders;

  /**
   * Names a pointer, which need not exist.
   *
   * @param system "demo" or "cluster"
   * @param folders where it may be; it is written to the first of them that can be used
   */
  public SystemPointer(String system, List<Path> folders, Ownership ownership) {
    this.name = system + ".properties";
    this.folders = folders.stream().map(path -> new PrivateFolder(path, ownership)).toList();
  }

  /**
   * Points to a system that is alive as long as a process is.
   *
   * @param more keys for whoever reads the file
   * @throws ServerException if none of the folders can be used, with the reasons
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
        Folders.write(folder.make().resolve(name), text(properties));
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
   * The configuration file of the system that it points to, if that system is alive.
   *
   * @throws ServerException if somebody else could have written the pointer or the configuration
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
                  .filter(process -> isTheOneOf(process, started))
                  .isPresent();
      return Optional.ofNullable(properties.getProperty("config"))
          .map(Path::of)
          .filter(config -> alive && Files.isReadable(config));
    } catch (IOException | IllegalArgumentException noPointer) {
      return Optional.empty();
    }
  }

  /** Where the system tells no times there is only the id. */
  private static boolean isTheOneOf(ProcessHandle process, String started) {
    Optional<Instant> start = startOf(process);
    return start.isEmpty()
        || (!started.isEmpty()
            && Duration.between(Instant.parse(started), start.get()).abs().compareTo(CLOCK) < 0);
  }

  private static Optional<Instant> startOf(ProcessHandle process) {
    return process.info().startInstant();
  }

  /** Removes it. */
  public void delete() {
    folders.forEach(folder -> folder.delete(name));
  }
}
