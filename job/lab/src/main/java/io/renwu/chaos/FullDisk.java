package io.renwu.chaos;

import io.renwu.server.SmallDisk;

/** Fills the disk of the checkpoints. */
final class FullDisk implements FaultAction {
  private final SmallDisk disk;

  FullDisk(SmallDisk disk) {
    this.disk = disk;
  }

  @Override
  public void begin(Fault fault) {
    disk.fill();
  }

  @Override
  public void end(Fault fault) {
    disk.free();
  }

  @Override
  public String target(Fault fault) {
    return "checkpoints";
  }
}
