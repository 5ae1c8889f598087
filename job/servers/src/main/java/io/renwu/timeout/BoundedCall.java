package io.renwu.timeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.time.Deadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A call to servers with a time limit, even if one hangs or answers byte by byte. It runs on its
 * own daemon thread, which is interrupted on timeout.
 */
public final class BoundedCall<T> {
  private static final Duration NO_LIMIT = Duration.ofDays(1);

  static {
    // SLF4J prints a warning if several threads initialize it at once.
    var unused = LoggerFactory.getILoggerFactory();
  }

  private final String what;
  private final Duration limit;
  private final Deadline deadline;
  private final FutureTask<T> answer;

  private BoundedCall(String what, Duration limit, Callable<T> call) {
    this.what = what;
    this.limit = limit;
    this.deadline = Deadline.fromNow(limit);
    this.answer = new FutureTask<>(call);
    Thread thread = new Thread(answer, "call to " + what);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Starts a call.
   *
   * @param what what is called, for messages: "kafka 127.0.0.1:9092"
   */
  public static <T> BoundedCall<T> begin(String what, Duration limit, Callable<T> call) {
    return new BoundedCall<>(what, limit, call);
  }

  /**
   * Makes a call and waits for its result.
   *
   * @throws NoAnswerException on timeout
   * @throws IOException if the call failed
   */
  public static <T> T within(Duration limit, String what, Callable<T> call) throws IOException {
    return begin(what, limit, call).answer();
  }

  /** Whether the call returned true in time. */
  public static boolean succeeds(Duration limit, String what, Callable<Boolean> call) {
    try {
      return within(limit, what, call);
    } catch (IOException | RuntimeException silent) {
      return false;
    }
  }

  /**
   * Does the same work for several things, each on its own thread, and waits for all. The work has
   * no time limit.
   *
   * @param name the name of a thing, for messages
   * @param progress is told regularly which are not done
   */
  public static <A, B> List<B> runAll(
      Collection<A> things,
      Function<A, String> name,
      Function<A, B> work,
      Consumer<String> progress) {
    List<BoundedCall<B>> calls =
        things.stream()
            .map(thing -> begin(name.apply(thing), NO_LIMIT, () -> work.apply(thing)))
            .toList();
    await(calls, progress);
    List<B> results = new ArrayList<>();
    for (BoundedCall<B> call : calls) {
      try {
        results.add(call.answer());
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
    return results;
  }

  /** Waits for several calls and reports regularly which have not returned. */
  public static void await(List<? extends BoundedCall<?>> calls, Consumer<String> progress) {
    while (true) {
      Deadline report = Deadline.fromNow(Patience.PROGRESS_INTERVAL);
      List<String> missing = new ArrayList<>();
      for (BoundedCall<?> call : calls) {
        if (!call.isOver(Math.max(0, report.timeLeft().toNanos()))) {
          missing.add(call.what);
        }
      }
      if (missing.isEmpty()) {
        return;
      }
      progress.accept("waiting for " + String.join(", ", missing));
    }
  }

  /** Waits for at most this time; returns whether the call has returned, failed or timed out. */
  private boolean isOver(long nanos) {
    try {
      answer.get(Math.max(0, Math.min(nanos, remainingNanos())), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return remainingNanos() <= 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException failed) {
      return true;
    }
  }

  private long remainingNanos() {
    return deadline.timeLeft().toNanos();
  }

  /**
   * Waits for the result.
   *
   * @throws NoAnswerException on timeout
   * @throws IOException if the call failed
   */
  public T answer() throws IOException {
    try {
      return answer.get(Math.max(0, remainingNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new NoAnswerException(what, limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + what, e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private IOException failure(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException io ? io : new IOException(what + ": " + cause, cause);
  }
}
