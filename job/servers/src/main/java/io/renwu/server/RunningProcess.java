package io.renwu.server;

import io.renwu.patience.Await;
import io.renwu.patience.ServerException;
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

/** A process of this machine, which need not be a child of this JVM. */
public final class RunningProcess {
  private static final Duration STOP = Duration.ofSeconds(20);

  private final ProcessHandle handle;

  RunningProcess(ProcessHandle handle) {
    this.handle = handle;
  }

  public long pid() {
    return handle.pid();
  }

  /** When it began, where the system tells. */
  public Optional<Instant> startedAt() {
    return handle.info().startInstant();
  }

  /** Whether it still does anything: one that has ended and is not yet buried does not. */
  public boolean isAlive() {
    // What is gone while its state is read looks like no zombie.
    return handle.isAlive() && !isZombie() && handle.isAlive();
  }

  /** Asks it to end (SIGTERM) and waits; kills it if it does not end in time. */
  public void stop() {
    handle.destroy();
    if (!ends()) {
      kill();
    }
  }

  /**
   * Kills it at once (SIGKILL) and waits until it is gone.
   *
   * @throws ServerException if it does not go
   */
  public void kill() {
    handle.destroyForcibly();
    if (!ends()) {
      throw new ServerException("process " + pid() + " does not end though it was killed");
    }
  }

  /**
   * Stops it where it is (SIGSTOP), as a machine that hangs: it keeps its memory and connections.
   *
   * @throws ServerException if the system does not do it
   */
  public void suspend() {
    signal("STOP");
  }

  /** Lets it go on (SIGCONT). */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    HelperCommand.run(List.of("/bin/sh", "-c", "kill -" + name + " " + pid()));
  }

  private boolean ends() {
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
   * An orphan stays one where nobody takes over orphans, as in many containers. A process whose
   * first thread has ended is none yet: as long as another thread ends, its ports are taken.
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
