package io.renwu.chaos;

/**
 * How one kind of fault is done to the cluster. Failures are exceptions: the fault did not come
 * about, or its end did not.
 */
interface FaultAction {
  /** Does it; a change is done as a whole. */
  void begin(Fault fault) throws Exception;

  /** Undoes it; nothing for a change. What was killed runs again. */
  void end(Fault fault) throws Exception;

  /** To what it is done: the name of a process, a task, a width. */
  String target(Fault fault);
}
