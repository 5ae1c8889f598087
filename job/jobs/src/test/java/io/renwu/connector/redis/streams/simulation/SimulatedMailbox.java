package io.renwu.connector.redis.streams.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.ThrowingRunnable;

/** The mailbox of one task; while it waits for a mail, the rest of the world continues. */
final class SimulatedMailbox implements MailboxExecutor {
  private final Deque<ThrowingRunnable<? extends Exception>> mails = new ArrayDeque<>();
  private final Runnable meanwhile;
  private boolean dead;

  SimulatedMailbox(Runnable meanwhile) {
    this.meanwhile = meanwhile;
  }

  /** Ends the task, even in the middle of a call. */
  void die() {
    dead = true;
  }

  @Override
  public void execute(
      MailOptions options,
      ThrowingRunnable<? extends Exception> command,
      String description,
      Object... arguments) {
    mails.add(command);
  }

  @Override
  public void yield() {
    while (mails.isEmpty() && !dead) {
      meanwhile.run();
    }
    run();
  }

  @Override
  public boolean tryYield() {
    if (mails.isEmpty()) {
      return false;
    }
    run();
    return true;
  }

  private void run() {
    if (dead) {
      throw new Died();
    }
    try {
      mails.remove().run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new FlinkRuntimeException(e);
    }
  }

  @Override
  public boolean shouldInterrupt() {
    return dead;
  }

  /** A task ended in the middle of a call. */
  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1;

    Died() {
      super("the task is dead", null, false, false);
    }
  }
}
