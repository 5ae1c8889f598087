package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.BarrierResult;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.client.WriterMark;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import io.renwu.connector.redis.streams.transport.RedisStreamsException.Kind;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * One connection to the server. Commands reach it in order and answers return in order, at times
 * that the simulation draws. Either may get lost.
 */
final class SimulatedClient implements InvocationHandler {
  private static final int NO_FATE = 40;

  private final SimulatedServer server;
  private final Removed removed;
  private final boolean losing;
  private final Appending appending;
  private final Random random;
  private final RedisStreams redis;
  private final Deque<Request> requests = new ArrayDeque<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private boolean closed;

  /**
   * Connects.
   *
   * @param losing whether the server is likely to lose its newest data right after the read of a
   *     page that was partly trimmed
   */
  SimulatedClient(SimulatedServer server, Removed removed, boolean losing, Random random) {
    this.server = server;
    this.removed = removed;
    this.losing = losing;
    this.appending = Appending.without(removed);
    this.random = random;
    this.redis =
        (RedisStreams)
            Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RedisStreams.class}, this);
  }

  RedisStreams redis() {
    return redis;
  }

  boolean isClosed() {
    return closed;
  }

  /** Whether a command or an answer is in flight. */
  boolean isBusy() {
    return !requests.isEmpty() || !answers.isEmpty();
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    if (method.getName().equals("close")) {
      breakOff();
      closed = true;
      return null;
    }
    if (method.getName().equals("read") && removed == Removed.PREVIOUS) {
      return ask(method, arguments)
          .thenApply(page -> withoutPrevious((StreamId) arguments[0], (List<?>) page));
    }
    return ask(method, arguments);
  }

  private static List<StreamEntry> withoutPrevious(StreamId stream, List<?> page) {
    return page.stream()
        .map(StreamEntry.class::cast)
        .map(entry -> new StreamEntry(entry.position(), withoutPrevious(stream, entry.frame())))
        .toList();
  }

  private static byte[] withoutPrevious(StreamId stream, byte[] frame) {
    return Frame.encode(0, Frame.decode(stream, frame), Compression.NONE);
  }

  private CompletableFuture<Object> ask(Method method, Object[] arguments) {
    CompletableFuture<Object> future = new CompletableFuture<>();
    if (closed) {
      future.completeExceptionally(lost());
    } else {
      requests.add(new Request(method, arguments, future));
    }
    return future;
  }

  private static RedisStreamsException lost() {
    return new RedisStreamsException(Kind.TRANSIENT, "the connection is lost", null);
  }

  /** Runs the next command or delivers the next answer, if there is one. */
  void step(boolean faulty) {
    if (!answers.isEmpty() && (requests.isEmpty() || random.nextBoolean())) {
      answers.remove().arrive();
    } else if (!requests.isEmpty()) {
      execute(requests.remove(), faulty ? random.nextInt(NO_FATE) : NO_FATE);
    }
  }

  private void execute(Request request, int fate) {
    switch (fate) {
      case 0 -> answers.add(new Answer(request.future(), null, lost()));
      case 1 -> {
        run(request, false);
        answers.add(new Answer(request.future(), null, lost()));
      }
      case 2 -> {
        Object first = run(request, false);
        Object second = run(request, false);
        answers.add(new Answer(request.future(), random.nextBoolean() ? first : second, null));
      }
      case 3, 4 -> answers.add(new Answer(request.future(), run(request, true), null));
      default -> answers.add(new Answer(request.future(), run(request, false), null));
    }
    if (losing && fate < NO_FATE && readsTrimmedPage(request) && random.nextBoolean()) {
      server.lose(random);
    }
  }

  /** Whether a command reads a page whose beginning has been trimmed from the stream. */
  private boolean readsTrimmedPage(Request request) {
    return request.method().getName().equals("read")
        && server.redis().readerMarks((StreamId) request.arguments()[0]).join().trimmed()
            > (Long) request.arguments()[1];
  }

  private Object run(Request request, boolean refuseOne) {
    try {
      String name = request.method().getName();
      if (name.equals("append")) {
        return appending.append(server.redis(), request.arguments(), refuseOne, random).join();
      }
      if (name.equals("barrier") && removed == Removed.BARRIER) {
        return uncheckedBarrier((Map<?, ?>) request.arguments()[0]);
      }
      return ((CompletableFuture<?>) request.method().invoke(server.redis(), request.arguments()))
          .join();
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer to a barrier that checks nothing. */
  private static BarrierResult uncheckedBarrier(Map<?, ?> marks) {
    Map<StreamId, Long> ends = new TreeMap<>();
    marks.forEach((stream, mark) -> ends.put((StreamId) stream, ((WriterMark) mark).appended()));
    return new BarrierResult(ends, 0, 0);
  }

  /**
   * Breaks the connection: every command in flight fails for the client. Some of those that had not
   * reached the server reach it later nevertheless.
   */
  void breakOff() {
    int stragglers = requests.isEmpty() ? 0 : random.nextInt(requests.size() + 1);
    for (int left = stragglers; left > 0; left--) {
      Request request = requests.remove();
      server.addStraggler(() -> run(request, false));
      answers.add(new Answer(request.future(), null, lost()));
    }
    while (!requests.isEmpty()) {
      answers.add(new Answer(requests.remove().future(), null, lost()));
    }
    for (int left = answers.size(); left > 0; left--) {
      answers.remove().future().completeExceptionally(lost());
    }
  }

  private record Request(Method method, Object[] arguments, CompletableFuture<Object> future) {}

  private record Answer(
      CompletableFuture<Object> future, Object value, RedisStreamsException failure) {
    private void arrive() {
      if (failure == null) {
        future.complete(value);
      } else {
        future.completeExceptionally(failure);
      }
    }
  }
}
