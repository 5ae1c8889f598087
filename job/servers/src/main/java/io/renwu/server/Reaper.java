package io.renwu.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.renwu.timeout.ServerException;
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
 * Removes what must not outlive this JVM: its child processes, mounts and temporary folders.
 *
 * <p>A shutdown hook does it when the JVM ends normally or by a signal. If the JVM is killed, a
 * guard does it: a shell that reads the names of processes and folders from a pipe, which the
 * system closes when the JVM is gone. Thread-safe.
 */
final class Reaper {
  /**
   * Reads lines {@code + pid}, {@code - pid}, {@code m mount}, {@code d folder}, and {@code k
   * folder} for a folder to keep. Removes the rest at the end of input.
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

  /** Kills a child process when this JVM ends, unless it has ended. */
  synchronized void registerChild(ProcessHandle child) {
    children.add(child);
    send("+ " + child.pid());
    CompletableFuture<Void> unused = child.onExit().thenAccept(this::forget);
  }

  /** Deletes a temporary folder when this JVM ends. */
  synchronized void registerFolder(Path folder) {
    folders.add(folder);
    send("d " + folder);
  }

  /** Unmounts the file system at a folder when this JVM ends. */
  synchronized void registerMount(Path folder) {
    mounts.add(folder);
    send("m " + folder);
  }

  /** Unmounts a file system now, even if files are open in it. */
  void unmount(Path folder) {
    synchronized (this) {
      mounts.remove(folder);
    }
    HelperCommand.run(List.of("umount", "-l", folder.toString()));
  }

  /** Keeps a folder after all. */
  synchronized void keep(Path folder) {
    folders.remove(folder);
    send("k " + folder);
  }

  /** Deletes a folder now, unless it is kept. */
  void deleteUnlessKept(Path folder) throws IOException {
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

  private synchronized void forget(ProcessHandle child) {
    if (children.remove(child)) {
      send("- " + child.pid());
    }
  }

  @GuardedBy("this")
  private void send(String line) {
    try {
      if (guard == null) {
        guard = start();
      }
      guard.write(line);
      guard.newLine();
      guard.flush();
    } catch (IOException e) {
      throw new ServerException("cannot write to the guard of the child processes: " + e, e);
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

  /** The guard runs after this hook and deletes folders to which a thread still writes now. */
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
    mounted.forEach(this::unmountOrReport);
    for (Path folder : left) {
      try {
        Folders.delete(folder);
      } catch (IOException e) {
        System.err.println("cannot delete " + folder + " when the JVM ends: " + e);
      }
    }
  }

  private void unmountOrReport(Path folder) {
    try {
      unmount(folder);
    } catch (ServerException e) {
      System.err.println("cannot unmount " + folder + " when the JVM ends: " + e.getMessage());
    }
  }
}
