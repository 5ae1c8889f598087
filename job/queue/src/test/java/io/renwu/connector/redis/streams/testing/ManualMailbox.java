package io.renwu.connector.redis.streams.testing;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.ThrowingRunnable;

/** A mailbox whose mails the test runs, in its own thread. */
public final class ManualMailbox implements MailboxExecutor {
  private static final int PATIENCE_SECONDS = 60;

  private final BlockingQueue<ThrowingRunnable<? extends Exception>> mails =
      new LinkedBlockingQueue<>();

  @Override
  public void execute(
      MailOptions options,
      ThrowingRunnable<? extends Exception> command,
      String description,
      Object... arguments) {
    mails.add(command);
  }

  @Override
  public void yield() throws InterruptedException {
    ThrowingRunnable<? extends Exception> mail = mails.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (mail == null) {
      throw new IllegalStateException("no mail came");
    }
    run(mail);
  }

  @Override
  public boolean tryYield() {
    ThrowingRunnable<? extends Exception> mail = mails.poll();
    if (mail != null) {
      run(mail);
    }
    return mail != null;
  }

  /** Runs the mails that are here. */
  public void runAll() {
    boolean ran = true;
    while (ran) {
      ran = tryYield();
    }
  }

  private static void run(ThrowingRunnable<? extends Exception> mail) {
    try {
      mail.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new FlinkRuntimeException(e);
    }
  }

  @Override
  public boolean shouldInterrupt() {
    return false;
  }
}
