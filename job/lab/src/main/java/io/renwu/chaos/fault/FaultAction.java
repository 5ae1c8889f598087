package io.renwu.chaos.fault;

/**
 * Injects one kind of fault into the cluster. Throws if the fault could not be injected or ended.
 */
public interface FaultAction {
  /** Injects the fault; a change is done completely. */
  void begin(Fault fault) throws Exception;

  /** Ends the fault: restarts what was killed. Does nothing for a change. */
  void end(Fault fault) throws Exception;

  /** The target: the name of a process, a task or a parallelism. */
  String target(Fault fault);
}
