package io.renwu.server;

import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs short commands of the system. */
final class HelperCommand {
  private HelperCommand() {}

  /**
   * Runs a command and waits for its end.
   *
   * @throws ServerException if it cannot be run or fails, with its output
   */
  static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int exit = process.waitFor();
      if (exit != 0) {
        throw new ServerException(
            String.join(" ", command) + " ended with exit code " + exit + ": " + printed);
      }
    } catch (IOException e) {
      throw new ServerException("cannot run " + String.join(" ", command) + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while running " + String.join(" ", command), e);
    }
  }
}
