package io.renwu.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.renwu.patience.ServerException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Ends what must not outlive this JVM: its child processes, its mounts and its temporary folders.
 *
 * <p>A shutdown hook does it when the JVM ends by itself or by a signal. A guard does it when the
 * JVM is killed: a shell that reads the names of processes and folders from a pipe; the system
 * closes the pipe when the JVM is gone, however it went. Thread-safe.
 */
final class Reaper {
  /**
   * One line each: {@code + pid}, {@code - pid}, {@code m mount}, {@code d folder}, {@code k
   * folder} for one to be kept; at the end of input what is left is removed.
   */
  private static final String GUARD =
      """
      trap '' INT TERM HUP
      pids=' '
      mounts=
      folders=
      kept='
      '
      while IFS= read -r line; do
        name=${line#? }
        case $line in
          +*) pids="$pids$name " ;;
          -*) case $pids in *" $name "*) pids="${pids%% $name *} ${pids#* $name }" ;; esac ;;
          m*) mounts="$mounts$name
      " ;;
          d*) folders="$folders$name
      " ;;
          k*) kept="$kept$name
      " ;;
        esac
      done
      for pid in $pids; do kill -9 "$pid" 2>/dev/null; done
      printf '%s' "$mounts" | while IFS= read -r folder; do
        umount -l -- "$folder" 2>/dev/null
      done
      printf '%s' "$folders" | while IFS= read -r folder; do
        case $kept in *"
      $folder
      "*) continue ;; esac
        for attempt in 1 2 3; do rm -rf -- "$folder" 2>/dev/null && break; sleep 1; done
      done
      """;

  private static final Reaper INSTANCE = new Reaper();

  @GuardedBy("this")
  private final Set<ProcessHandle> children = new LinkedHashSet<>();

  @GuardedBy("this")
  private final Set<Path> mounts = new LinkedHashSet<>();

  @GuardedBy("this")
  private final Set<Path> folders = new LinkedHashSet<>();

  @GuardedBy("this")
  private @Nullable BufferedWriter guard;

  private Reaper() {}

  static Reaper instance() {
    return INSTANCE;
  }

  /** Takes charge of a child until it ends. */
  synchronized void child(ProcessHandle child) {
    children.add(child);
    tell("+ " + child.pid());
    CompletableFuture<Void> unused = child.onExit().thenAccept(this::ended);
  }

  /** Takes charge of a temporary folder, to be deleted with all that is in it. */
  synchronized void folder(Path folder) {
    folders.add(folder);
    tell("d " + folder);
  }

  /** Takes charge of a file system that was mounted at a folder. */
  synchronized void mount(Path folder) {
    mounts.add(folder);
    tell("m " + folder);
  }

  /** Unmounts a file system now, with whatever is open in it. */
  void unmount(Path folder) {
    synchronized (this) {
      mounts.remove(folder);
    }
    HelperCommand.run(List.of("umount", "-l", folder.toString()));
  }

  /** Lets a folder be. */
  synchronized void spare(Path folder) {
    folders.remove(folder);
    tell("k " + folder);
  }

  /** Deletes a folder now, if this is still in charge of it. */
  void deleteUnlessSpared(Path folder) throws IOException {
    synchronized (this) {
      if (!folders.contains(folder)) {
        return;
      }
    }
    Folders.delete(folder);
    synchronized (this) {
      folders.remove(folder);
    }
  }

  private synchronized void ended(ProcessHandle child) {
    if (children.remove(child)) {
      tell("- " + child.pid());
    }
  }

  @GuardedBy("this")
  private void tell(String line) {
    try {
      if (guard == null) {
        guard = start();
      }
      guard.write(line);
      guard.newLine();
      guard.flush();
    } catch (IOException e) {
      throw new ServerException("the guard of the child processes does not answer: " + e, e);
    }
  }

  private BufferedWriter start() throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::reap, "reaper"));
    Process shell =
        new ProcessBuilder("/bin/sh", "-c", GUARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new BufferedWriter(
        new OutputStreamWriter(shell.getOutputStream(), StandardCharsets.UTF_8));
  }

  /**
   * The guard runs after this hook: what cannot be deleted now, because a thread still writes
   * there, is left to it.
   */
  private void reap() {
    List<ProcessHandle> alive;
    List<Path> mounted;
    List<Path> left;
    synchronized (this) {
      alive = List.copyOf(children);
      mounted = List.copyOf(mounts);
      left = List.copyOf(folders);
    }
    alive.forEach(ProcessHandle::destroyForcibly);
    alive.forEach(child -> child.onExit().join());
    mounted.forEach(this::unmountOrSay);
    for (Path folder : left) {
      try {
        Folders.delete(folder);
      } catch (IOException e) {
        System.err.println("deleting " + folder + " after the end: " + e);
      }
    }
  }

  private void unmountOrSay(Path folder) {
    try {
      unmount(folder);
    } catch (ServerException e) {
      System.err.println("unmounting " + folder + " after the end: " + e.getMessage());
    }
  }
}
