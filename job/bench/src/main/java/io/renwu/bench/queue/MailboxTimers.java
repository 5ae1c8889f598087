package io.renwu.bench.queue;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/** The machine's clock, with timers that fire as mails. */
final class MailboxTimers implements ProcessingTimeService, AutoCloseable {
  private final MailboxExecutor mailbox;
  private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);

  MailboxTimers(MailboxExecutor mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public long getCurrentProcessingTime() {
    return System.currentTimeMillis();
  }

  @Override
  public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
    return thread.schedule(
        () -> mailbox.execute(() -> target.onProcessingTime(timestamp), "timer"),
        timestamp - getCurrentProcessingTime(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
