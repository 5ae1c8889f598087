package io.renwu.bench.queue;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.sink.RedisStreamsSink;
import io.renwu.connector.redis.streams.sink.SinkSettings;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxDefaultAction;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Runs the queue's writer in a loop like Flink's: one thread writes records while it has no mail.
 */
final class AppendRun {
  private static final long IDLE_NANOS = 100_000;
  private static final SinkWriter.Context CONTEXT =
      new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
          return Long.MIN_VALUE;
        }

        @Override
        public @Nullable Long timestamp() {
          return null;
        }
      };

  private final RedisStreamsSink<QueueRecord> sink;

  AppendRun(RedisAccess access, SinkSettings settings) {
    sink =
        RedisStreamsSink.<QueueRecord>builder()
            .access(access)
            .serializer(record -> record)
            .settings(settings)
            .build();
  }

  /** Appends all records and flushes, as at a checkpoint. */
  void append(List<QueueRecord> records) throws Exception {
    append(records.iterator());
  }

  /** Appends the iterator's records; null means that the next record is not due yet. */
  void append(Iterator<? extends @Nullable QueueRecord> records) throws Exception {
    Work work = new Work(records);
    MailboxProcessor loop = new MailboxProcessor(work);
    try (MailboxTimers timers = new MailboxTimers(loop.getMainMailboxExecutor())) {
      SinkWriter<QueueRecord> writer =
          sink.createWriter(new WriterContext(loop.getMainMailboxExecutor(), timers));
      try {
        work.loop = loop;
        work.writer = writer;
        loop.runMailboxLoop();
      } finally {
        writer.close();
      }
    } finally {
      loop.close();
    }
  }

  private static final class Work implements MailboxDefaultAction {
    private final Iterator<? extends @Nullable QueueRecord> records;

    // append() sets both before it runs the loop.
    @SuppressWarnings("NullAway.Init")
    private MailboxProcessor loop;

    @SuppressWarnings("NullAway.Init")
    private SinkWriter<QueueRecord> writer;

    Work(Iterator<? extends @Nullable QueueRecord> records) {
      this.records = records;
    }

    @Override
    public void runDefaultAction(Controller controller) throws Exception {
      do {
        if (!records.hasNext()) {
          writer.flush(true);
          controller.suspendDefaultAction();
          loop.allActionsCompleted();
          return;
        }
        QueueRecord record = records.next();
        if (record == null) {
          LockSupport.parkNanos(IDLE_NANOS);
          return;
        }
        writer.write(record, CONTEXT);
      } while (!loop.hasMail());
    }
  }
}
