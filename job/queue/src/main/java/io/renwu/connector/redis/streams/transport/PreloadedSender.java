package io.renwu.connector.redis.streams.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * For the coordinator of a source, whose class loader Flink closes while the coordinator still
 * closes what it has: a class that only closing needs would be missing then, the client's threads
 * would stay, and with them all classes of the job in the JobManager. So a first client is closed
 * as soon as it had one answer, and loads these classes; a second one stays.
 */
public final class PreloadedSender implements RedisSender {
  private final Supplier<RedisSender> open;

  @GuardedBy("this")
  private RedisSender sender;

  @GuardedBy("this")
  private boolean rehearsed;

  @GuardedBy("this")
  private boolean closed;

  @GuardedBy("this")
  private int underWay;

  public PreloadedSender(Supplier<RedisSender> open) {
    this.open = open;
    this.sender = open.get();
  }

  @Override
  public <T> CompletableFuture<T> send(String key, RedisCommand<T> command) {
    return ask(sender -> sender.send(key, command));
  }

  @Override
  public <T> CompletableFuture<Map<String, T>> sendToAll(RedisCommand<T> command) {
    return ask(sender -> sender.sendToAll(command));
  }

  @Override
  public CompletableFuture<Integer> slotsWithoutServer() {
    return ask(RedisSender::slotsWithoutServer);
  }

  /** No command is sent, and no client closed, while the lock is held: both may call back. */
  private <T> CompletableFuture<T> ask(Function<RedisSender, CompletableFuture<T>> command) {
    RedisSender to;
    boolean rehearsal;
    synchronized (this) {
      to = sender;
      rehearsal = !rehearsed;
      underWay += rehearsal ? 1 : 0;
    }
    CompletableFuture<T> answer = command.apply(to);
    return rehearsal ? answer.whenComplete((value, failure) -> answered(failure == null)) : answer;
  }

  private void answered(boolean well) {
    RedisSender first;
    synchronized (this) {
      underWay--;
      if (!well || underWay > 0 || rehearsed || closed) {
        return;
      }
      rehearsed = true;
      first = sender;
      sender = open.get();
    }
    // The caller is a thread of the client itself, which cannot wait for its own end.
    Thread closing = new Thread(first::close, "redis-streams-rehearsal");
    closing.setDaemon(true);
    closing.start();
  }

  @Override
  public void close() {
    RedisSender last;
    synchronized (this) {
      closed = true;
      last = sender;
    }
    last.close();
  }
}
