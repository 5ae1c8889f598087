package io.renwu.connector.redis.streams.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A sender for the coordinator of a source, which loads all classes that closing needs. Flink
 * closes the class loader while the coordinator still closes its resources. A class that is missing
 * then would leave the client's threads, and with them all classes of the job, in the JobManager.
 * So a first client is closed after its first answer, which loads these classes, and a second one
 * replaces it. Thread-safe.
 */
public final class PreloadedSender implements RedisSender {
  private final Supplier<RedisSender> open;

  @GuardedBy("this")
  private RedisSender sender;

  @GuardedBy("this")
  private boolean preloaded;

  @GuardedBy("this")
  private boolean closed;

  @GuardedBy("this")
  private int inFlight;

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

  /** Never sends a command or closes a client while it holds the lock: both may call back. */
  private <T> CompletableFuture<T> ask(Function<RedisSender, CompletableFuture<T>> command) {
    RedisSender target;
    boolean isPreload;
    synchronized (this) {
      target = sender;
      isPreload = !preloaded;
      inFlight += isPreload ? 1 : 0;
    }
    CompletableFuture<T> answer = command.apply(target);
    return isPreload ? answer.whenComplete((value, failure) -> answered(failure == null)) : answer;
  }

  private void answered(boolean succeeded) {
    RedisSender first;
    synchronized (this) {
      inFlight--;
      if (!succeeded || inFlight > 0 || preloaded || closed) {
        return;
      }
      preloaded = true;
      first = sender;
      sender = open.get();
    }
    // The caller is a thread of the client, which cannot wait for its own end.
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
