package io.renwu.server;

import java.nio.file.Path;
import java.util.List;

/** A JobManager or a TaskManager. */
final class FlinkProcess extends ServerProcess {
  /** Whether the process is ready for work. */
  @FunctionalInterface
  interface Ready {
    boolean test() throws Exception;
  }

  private final List<String> command;
  private final Ready ready;

  FlinkProcess(String name, Path folder, Lifetime lifetime, List<String> command, Ready ready) {
    super(name, folder, lifetime);
    this.command = command;
    this.ready = ready;
  }

  @Override
  protected List<String> command() {
    return command;
  }

  @Override
  protected boolean ready() throws Exception {
    return ready.test();
  }
}
