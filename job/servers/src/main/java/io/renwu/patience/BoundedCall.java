package io.renwu.patience;

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
 * A look at a server that ends in time, whatever the server does: silent, slow byte by byte, or
 * busy. The questions are asked on a thread of their own, which is interrupted and left alone when
 * the time is up; it does not keep the JVM from ending.
 */
public final class BoundedCall<T> {
  private static final Duration FOR_EVER = Duration.ofDays(1);

  static {
    // It warns of itself where several threads at once are its first.
    var unused = LoggerFactory.getILoggerFactory();
  }

  private final String what;
  private final Duration most;
  private final Deadline deadline;
  private final FutureTask<T> answer;

  private BoundedCall(String what, Duration most, Callable<T> questions) {
    this.what = what;
    this.most = most;
    this.deadline = Deadline.fromNow(most);
    this.answer = new FutureTask<>(questions);
    Thread thread = new Thread(answer, "look at " + what);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Begins to look.
   *
   * @param what for messages: "kafka 127.0.0.1:9092"
   * @param most from now on
   */
  public static <T> BoundedCall<T> begin(String what, Duration most, Callable<T> questions) {
    return new BoundedCall<>(what, most, questions);
  }

  /**
   * Looks.
   *
   * @throws NoAnswerException if the time is up
   * @throws IOException that the questions failed with
   */
  public static <T> T within(Duration most, String what, Callable<T> questions) throws IOException {
    return begin(what, most, questions).answer();
  }

  /** Whether questions were answered in time, and with yes. */
  public static boolean succeeds(Duration most, String what, Callable<Boolean> questions) {
    try {
      return within(most, what, questions);
    } catch (IOException | RuntimeException silent) {
      return false;
    }
  }

  /**
   * Does the same with each of several things at the same time, each on a thread of its own, and
   * waits for all; what is done has to end by itself.
   *
   * @param name of each, for messages
   * @param progress told at times which are missing
   */
  public static <A, B> List<B> together(
      Collection<A> things,
      Function<A, String> name,
      Function<A, B> work,
      Consumer<String> progress) {
    List<BoundedCall<B>> looks =
        things.stream()
            .map(thing -> begin(name.apply(thing), FOR_EVER, () -> work.apply(thing)))
            .toList();
    await(looks, progress);
    List<B> results = new ArrayList<>();
    for (BoundedCall<B> look : looks) {
      try {
        results.add(look.answer());
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
    return results;
  }

  /** Waits for the answers of looks that run side by side, and says at times which are missing. */
  public static void await(List<? extends BoundedCall<?>> looks, Consumer<String> progress) {
    while (true) {
      Deadline word = Deadline.fromNow(Patience.WORD);
      List<String> missing = new ArrayList<>();
      for (BoundedCall<?> look : looks) {
        if (!look.isOver(Math.max(0, word.timeLeft().toNanos()))) {
          missing.add(look.what);
        }
      }
      if (missing.isEmpty()) {
        return;
      }
      progress.accept("waiting for " + String.join(", ", missing));
    }
  }

  /** Waits, but not for long; returns whether there is nothing more to wait for. */
  private boolean isOver(long nanos) {
    try {
      answer.get(Math.max(0, Math.min(nanos, leftNanos())), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return leftNanos() <= 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException failed) {
      return true;
    }
  }

  private long leftNanos() {
    return deadline.timeLeft().toNanos();
  }

  /**
   * Waits for the answer.
   *
   * @throws NoAnswerException if the time is up
   * @throws IOException that the questions failed with
   */
  public T answer() throws IOException {
    try {
      return answer.get(Math.max(0, leftNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new NoAnswerException(what, most);
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
