package io.renwu.server;

import io.renwu.timeout.Await;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Unpacks a program that can be run at once. The system refuses to run a file that a process has
 * open for writing ("Text file busy"), and child processes briefly inherit the JVM's open files. So
 * another process writes the file; the JVM never has it open for writing.
 */
final class Executable {
  private static final String WRITE = "umask 077; cat >\"$1\" && chmod 700 \"$1\"";
  private static final int ATTEMPTS = 100;

  private Executable() {}

  /**
   * Writes a program and waits until the system can run it.
   *
   * @param file the program; appears atomically
   * @throws ServerException if it cannot be written or run
   */
  static void unpack(InputStream content, Path file) {
    Path partial = file.resolveSibling(file.getFileName() + ".new");
    try {
      write(content, partial);
      try (FileChannel written = FileChannel.open(partial, StandardOpenOption.READ)) {
        written.force(true);
      }
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ServerException("cannot write " + file + ": " + e, e);
    }
    awaitRunnable(file, ATTEMPTS, () -> Await.pause(file + " to be closed by its writer"));
  }

  private static void write(InputStream content, Path file) throws IOException {
    Process writer =
        new ProcessBuilder("/bin/sh", "-c", WRITE, "renwu", file.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream out = writer.getOutputStream()) {
      content.transferTo(out);
    }
    try {
      int exit = writer.waitFor();
      if (exit != 0) {
        throw new IOException("the process that writes it ended with exit code " + exit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while writing " + file, e);
    }
  }

  /**
   * Runs a program with {@code --version}, and again while the system reports it open for writing.
   *
   * @param attempts the maximum
   * @param pause between two attempts
   */
  static void awaitRunnable(Path file, int attempts, Runnable pause) {
    for (int attempt = 1; ; attempt++) {
      try {
        HelperCommand.run(List.of(file.toString(), "--version"));
        return;
      } catch (ServerException failed) {
        if (attempt == attempts || !isBusy(failed)) {
          throw failed;
        }
        pause.run();
      }
    }
  }

  private static boolean isBusy(ServerException failed) {
    String message = failed.getMessage();
    return message != null && (message.contains("error=26,") || message.contains("file busy"));
  }
}
