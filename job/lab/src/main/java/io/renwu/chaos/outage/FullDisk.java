package io.renwu.chaos.outage;

import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.server.SmallDisk;

/** Fills the disk of the checkpoints. */
public final class FullDisk implements FaultAction {
  private final SmallDisk disk;

  public FullDisk(SmallDisk disk) {
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
