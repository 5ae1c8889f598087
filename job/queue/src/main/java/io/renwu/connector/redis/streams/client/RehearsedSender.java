package io.renwu.connector.redis.streams.client;

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
final class RehearsedSender implements RedisSender {
  private final Supplier<RedisSender> open;
  private RedisSender sender;
  private boolean rehearsed;
  private boolean closed;
  private int underWay;

  RehearsedSender(Supplier<RedisSender> open) {
    this.open = open;
    this.sender = open.get();
  }

  @Override
  public <T> CompletableFuture<T> send(String key, Command<T> command) {
    return ask(sender -> sender.send(key, command));
  }

  @Override
  public <T> CompletableFuture<Map<String, T>> sendToAll(Command<T> command) {
    return ask(sender -> sender.sendToAll(command));
  }

  @Override
  public CompletableFuture<Integer> slotsWithoutServer() {
    return ask(RedisSender::slotsWithoutServer);
  }

  private synchronized <T> CompletableFuture<T> ask(
      Function<RedisSender, CompletableFuture<T>> command) {
    if (rehearsed) {
      return command.apply(sender);
    }
    underWay++;
    return command.apply(sender).whenComplete((answer, failure) -> answered(failure == null));
  }

  /** A client is closed by a thread of none: the caller is one of the client's own. */
  private synchronized void answered(boolean well) {
    underWay--;
    if (well && underWay == 0 && !rehearsed && !closed) {
      rehearsed = true;
      Thread closing = new Thread(sender::close, "redis-streams-rehearsal");
      closing.setDaemon(true);
      closing.start();
      sender = open.get();
    }
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
