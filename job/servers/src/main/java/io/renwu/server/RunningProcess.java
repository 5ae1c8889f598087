package io.renwu.server;

import io.renwu.timeout.Await;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.time.Deadline;

/** A process of this machine, not necessarily a child of this JVM. */
public final class RunningProcess {
  private static final Duration STOP = Duration.ofSeconds(20);

  private final ProcessHandle handle;

  RunningProcess(ProcessHandle handle) {
    this.handle = handle;
  }

  public long pid() {
    return handle.pid();
  }

  /** When it started, if the system reports it. */
  public Optional<Instant> startedAt() {
    return handle.info().startInstant();
  }

  /** Whether it still runs; a zombie does not. */
  public boolean isAlive() {
    // A process that ends while its state is read does not look like a zombie.
    return handle.isAlive() && !isZombie() && handle.isAlive();
  }

  /** Asks it to end (SIGTERM) and waits; kills it if it does not end in time. */
  public void stop() {
    handle.destroy();
    if (!endsInTime()) {
      kill();
    }
  }

  /**
   * Kills it at once (SIGKILL) and waits until it has ended.
   *
   * @throws ServerException if it does not end
   */
  public void kill() {
    handle.destroyForcibly();
    if (!endsInTime()) {
      throw new ServerException("process " + pid() + " was killed but does not end");
    }
  }

  /**
   * Suspends it (SIGSTOP), like a hanging machine: it keeps its memory and connections.
   *
   * @throws ServerException if the signal cannot be sent
   */
  public void suspend() {
    signal("STOP");
  }

  /** Resumes it (SIGCONT). */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    HelperCommand.run(List.of("/bin/sh", "-c", "kill -" + name + " " + pid()));
  }

  private boolean endsInTime() {
    Deadline deadline = Deadline.fromNow(STOP);
    while (isAlive()) {
      if (deadline.isOverdue()) {
        return false;
      }
      Await.pause("process " + pid() + " to end");
    }
    return true;
  }

  /**
   * Whether it has ended but its parent has not collected it; orphans stay so in many containers. A
   * process whose main thread has ended is no zombie while another thread runs and holds its ports.
   */
  private boolean isZombie() {
    Path folder = Path.of("/proc", Long.toString(pid()));
    try (Stream<Path> threads = Files.list(folder.resolve("task"))) {
      String text = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
      return text.startsWith(") Z", text.lastIndexOf(')')) && threads.count() == 1;
    } catch (IOException | UncheckedIOException notOnThisSystemOrGone) {
      return false;
    }
  }
}
