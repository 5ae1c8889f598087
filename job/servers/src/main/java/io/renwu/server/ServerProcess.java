package io.renwu.server;

import io.renwu.timeout.Await;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server in its own process, with its files and its log in one folder. Not thread-safe. */
public abstract class ServerProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final int TAIL_LINES = 40;

  /** Denies other users access to the files that a server writes. */
  private static final List<String> CLOSED =
      List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "renwu");

  private final String name;
  private final Path folder;
  private final Path log;
  private final Lifetime lifetime;

  /** The process of the last start; null before the first. */
  private @Nullable RunningProcess process;

  /** The same process, if this JVM started it. */
  private @Nullable Process child;

  /**
   * Creates a server without starting it; adopts one that an earlier JVM left running in the
   * folder.
   *
   * @param name of the server, for messages and its log file
   * @param folder of its files, created if missing
   */
  protected ServerProcess(String name, Path folder, Lifetime lifetime) {
    this.name = name;
    this.folder = Folders.create(folder);
    this.log = folder.resolve(name + ".log");
    this.lifetime = lifetime;
    if (lifetime.isNamed()) {
      process = pidFile().process().orElse(null);
    }
  }

  /** The command line of the server. */
  protected abstract List<String> command();

  /** Whether the server answers; a checked exception means "not yet". */
  protected abstract boolean ready() throws Exception;

  /**
   * Starts the server and waits until it answers.
   *
   * @throws ServerException with the last lines of its log, when it ends or does not answer in time
   */
  public void start() {
    spawn();
    awaitReady();
  }

  /** Starts the server if it does not run, and waits until it answers. */
  public void ensureRunning() {
    if (isAlive()) {
      awaitReady();
    } else {
      start();
    }
  }

  /** Starts the server without waiting for it. */
  void spawn() {
    if (isAlive()) {
      throw new ServerException(name + " already runs with process id " + pid());
    }
    child = launch(lifetime.isNamed() ? pidFile().wrap(command()) : command());
    process = new RunningProcess(child.toHandle());
    if (lifetime.isOfThisJvm()) {
      Reaper.instance().registerChild(child.toHandle());
    }
  }

  private PidFile pidFile() {
    return PidFile.of(folder, name);
  }

  void awaitReady() {
    try {
      Await.untilTrue(name + " to answer", START, () -> isReadyOrFail());
    } catch (ServerException e) {
      kill();
      throw new ServerException(e.getMessage() + lastLogLines(), e);
    }
  }

  private boolean isReadyOrFail() throws Exception {
    if (!isAlive()) {
      throw new ServerException(
          name + " ended" + (child == null ? "" : " with exit code " + child.waitFor()));
    }
    return ready();
  }

  /** Asks the server to end (SIGTERM) and waits; kills it if it does not end in time. */
  public void stop() {
    if (process != null) {
      process.stop();
    }
  }

  /** Kills the server at once (SIGKILL) and waits until it has ended. */
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** Stops the server if it runs, and starts it with the same data and ports. */
  public void restart() {
    stop();
    start();
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** The process id of the last start. */
  public long pid() {
    return Objects.requireNonNull(process, name + " was not started").pid();
  }

  public String name() {
    return name;
  }

  public Path folder() {
    return folder;
  }

  /** The server's standard output and error, of all its starts. */
  public Path log() {
    return log;
  }

  @Override
  public void close() {
    stop();
  }

  /** Runs a command and waits for its end; its output goes to the server's log. */
  protected void run(List<String> command) {
    Process helper = launch(command);
    Reaper.instance().registerChild(helper.toHandle());
    int exit;
    try {
      exit = helper.onExit().get(START.toMillis(), TimeUnit.MILLISECONDS).exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while running " + command, e);
    } catch (ExecutionException | TimeoutException e) {
      helper.destroyForcibly();
      throw new ServerException("cannot run " + command + ": " + e + lastLogLines(), e);
    }
    if (exit != 0) {
      throw new ServerException(command + " ended with exit code " + exit + lastLogLines());
    }
  }

  private Process launch(List<String> command) {
    try {
      Folders.createFile(log);
      return new ProcessBuilder(Stream.concat(CLOSED.stream(), command.stream()).toList())
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new ServerException("cannot start " + name + ": " + e, e);
    }
  }

  /** The end of the log, for an error message. */
  private String lastLogLines() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
      return "\nThe last lines of " + log + ":\n  " + String.join("\n  ", tail);
    } catch (IOException e) {
      return "\n(its log " + log + " cannot be read: " + e + ")";
    }
  }
}
