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
 * The file by which a process is found that outlives whoever started it.
 *
 * <p>The process writes it itself, before it becomes the server, so that there is no moment at
 * which a server runs and no file names it. A process id that the system has given away again since
 * is told by its age, for the process that wrote the file began just before, and by the folder that
 * it works in, where the system tells it.
 */
public final class PidFile {
  /** Process times count from the machine's start, which the system knows to the second. */
  private static final Duration CLOCK = Duration.ofSeconds(2);

  /** A process writes its file at once, but a busy machine may keep it from that for a while. */
  private static final Duration MOST_DELAY = Duration.ofMinutes(1);

  /**
   * {@code $1} is the file, {@code $2} its folder, the rest the command. A session of its own keeps
   * the terminal's signals away; without either program only those that can be ignored.
   */
  private static final String BECOME =
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

  private final Path file;

  private PidFile(Path file) {
    this.file = file.toAbsolutePath().normalize();
  }

  /** That of a server by its name and the folder of its files. */
  public static PidFile of(Path folder, String name) {
    return new PidFile(folder.resolve(name + ".pid"));
  }

  /** The command line that writes this file and then becomes the given one. */
  List<String> become(List<String> command) {
    return Stream.concat(
            Stream.of("/bin/sh", "-c", BECOME, "renwu", file.toString(), folder()),
            command.stream())
        .toList();
  }

  /**
   * The process that wrote the file, if it is alive. A file that was copied with its folder names
   * nobody: the process belongs to the folder that was copied.
   */
  public Optional<RunningProcess> process() {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (lines.size() != 2 || !lines.get(1).equals(folder()) || !lines.get(0).matches("\\d+")) {
        return Optional.empty();
      }
      Instant written = Files.getLastModifiedTime(file).toInstant();
      return ProcessHandle.of(Long.parseLong(lines.get(0)))
          .map(RunningProcess::new)
          .filter(process -> process.isAlive() && isAsOld(process, written) && worksHere(process));
    } catch (IOException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static boolean isAsOld(RunningProcess process, Instant written) {
    return process
        .startedAt()
        .filter(started -> started.minus(CLOCK).isBefore(written))
        .filter(started -> started.plus(CLOCK).plus(MOST_DELAY).isAfter(written))
        .isPresent();
  }

  /** Every server works in the folder of its files; that of a stranger cannot be read. */
  private boolean worksHere(RunningProcess process) {
    Path processes = Path.of("/proc");
    if (!Files.isReadable(processes.resolve("self").resolve("cwd"))) {
      return true;
    }
    try {
      Path works = processes.resolve(Long.toString(process.pid())).resolve("cwd");
      return Files.isSameFile(works, file.getParent());
    } catch (IOException strangerOrGone) {
      return false;
    }
  }

  private String folder() {
    return file.getParent().toString();
  }
}
