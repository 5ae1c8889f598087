package io.renwu.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file that finds a server process which outlives its starter.
 *
 * <p>The process itself writes the file before it executes the server, so no server ever runs
 * without one. A reused process id is detected by the start time, which is just before the file was
 * written, and by the working directory, if the system reports it.
 */
public final class PidFile {
  /** Start times are relative to the boot time, which the system knows to the second. */
  private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

  /** A process writes its file at once, but a busy machine may delay it. */
  private static final Duration MAX_DELAY = Duration.ofMinutes(1);

  /**
   * {@code $1} is the file, {@code $2} its folder, the rest the command. A session of its own
   * shields it from the terminal's signals; without {@code setsid} and {@code perl} it only ignores
   * some.
   */
  private static final String WRAPPER =
      """
      printf '%s\\n%s\\n' "$$" "$2" >"$1.new" && mv -f "$1.new" "$1" || exit 126
      shift 2
      if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
      if command -v perl >/dev/null 2>&1; then
        exec perl -MPOSIX -e 'POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127' "$@"
      fi
      trap '' HUP INT QUIT
      exec "$@"
      """;

  private final Path folder;
  private final Path file;

  private PidFile(Path folder, String name) {
    this.folder = folder.toAbsolutePath().normalize();
    this.file = this.folder.resolve(name + ".pid");
  }

  /** The file of the server with this name in this folder. */
  public static PidFile of(Path folder, String name) {
    return new PidFile(folder, name);
  }

  /** The command line that writes this file and then executes the given command. */
  List<String> wrap(List<String> command) {
    return Stream.concat(
            Stream.of("/bin/sh", "-c", WRAPPER, "renwu", file.toString(), folder.toString()),
            command.stream())
        .toList();
  }

  /**
   * The process that wrote the file, if it is alive. A copy of the file in another folder names no
   * process.
   */
  public Optional<RunningProcess> process() {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (lines.size() != 2
          || !lines.get(1).equals(folder.toString())
          || !lines.get(0).matches("\\d+")) {
        return Optional.empty();
      }
      Instant written = Files.getLastModifiedTime(file).toInstant();
      return ProcessHandle.of(Long.parseLong(lines.get(0)))
          .map(RunningProcess::new)
          .filter(
              process ->
                  process.isAlive()
                      && startedJustBefore(process, written)
                      && worksInFolder(process));
    } catch (IOException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static boolean startedJustBefore(RunningProcess process, Instant written) {
    return process
        .startedAt()
        .filter(started -> started.minus(CLOCK_ERROR).isBefore(written))
        .filter(started -> started.plus(CLOCK_ERROR).plus(MAX_DELAY).isAfter(written))
        .isPresent();
  }

  /**
   * Every server's working directory is its folder; that of another user's process cannot be read.
   */
  private boolean worksInFolder(RunningProcess process) {
    Path processes = Path.of("/proc");
    if (!Files.isReadable(processes.resolve("self").resolve("cwd"))) {
      return true;
    }
    try {
      Path directory = processes.resolve(Long.toString(process.pid())).resolve("cwd");
      return Files.isSameFile(directory, folder);
    } catch (IOException strangerOrGone) {
      return false;
    }
  }
}
