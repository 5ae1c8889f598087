package io.renwu.chaos.proxy;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** Holds back delivery while it is shut. Thread-safe. */
final class DeliveryGate {
  @GuardedBy("this")
  private boolean shut;

  synchronized void shut() {
    shut = true;
  }

  synchronized void open() {
    shut = false;
    notifyAll();
  }

  /** Waits while the gate is shut. */
  synchronized void await() throws InterruptedException {
    while (shut) {
      wait();
    }
  }
}
