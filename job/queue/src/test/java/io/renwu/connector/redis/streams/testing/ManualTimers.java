package io.renwu.connector.redis.streams.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/** Processing time that the test moves; timers fire as mails. */
public final class ManualTimers implements ProcessingTimeService {
  private final MailboxExecutor mailbox;
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private long nowMillis;

  public ManualTimers(MailboxExecutor mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public long getCurrentProcessingTime() {
    return nowMillis;
  }

  @Override
  public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
    timers.add(new Timer(timestamp, target));
    return null;
  }

  public void advanceTo(long toMillis) {
    nowMillis = toMillis;
    List<Timer> due = new ArrayList<>();
    while (!timers.isEmpty() && timers.peek().atMillis() <= nowMillis) {
      due.add(timers.remove());
    }
    for (Timer timer : due) {
      mailbox.execute(() -> timer.target().onProcessingTime(timer.atMillis()), "timer");
    }
  }

  private record Timer(long atMillis, ProcessingTimeCallback target) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      return Long.compare(atMillis, other.atMillis);
    }
  }
}
