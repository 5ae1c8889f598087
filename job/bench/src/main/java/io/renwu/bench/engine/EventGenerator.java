package io.renwu.bench.engine;

import io.renwu.function.QueuedEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Generates the events of a job from their numbers: first one per user, then users by the traffic's
 * distribution.
 */
final class EventGenerator extends RichMapFunction<Long, QueuedEvent> {
  private static final long serialVersionUID = 1L;

  /** The distribution of users. */
  enum Traffic {
    /** Each user is equally likely. */
    UNIFORM,
    /** The user of rank k has odds of 1 / k. */
    ZIPF;

    /** The user of an event, from 0 to below {@code users}; a function of the event's number. */
    long user(long users, long number) {
      double unit = unit(number);
      return switch (this) {
        case UNIFORM -> (long) (unit * (double) users);
        case ZIPF -> (long) Math.pow((double) users, unit) - 1;
      };
    }
  }

  private final Valve valve;
  private final GeneratedTasks set;
  private final long users;
  private final Traffic traffic;

  private transient Valve.Entry entry;

  EventGenerator(Valve valve, GeneratedTasks set, long users, Traffic traffic) {
    this.valve = valve;
    this.set = set;
    this.users = users;
    this.traffic = traffic;
  }

  @Override
  public void open(OpenContext context) {
    entry = valve.entry();
  }

  @Override
  public QueuedEvent map(Long number) throws InterruptedException {
    entry.await(number);
    long user = number < users ? number : traffic.user(users, number);
    return new QueuedEvent(set.parsedEvent(user, number), 0, number);
  }

  /** From 0 to below 1, by the finalizer of MurmurHash3. */
  private static double unit(long number) {
    long hash = number * 0x9E3779B97F4A7C15L;
    hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return ((hash ^ (hash >>> 33)) >>> 11) * 0x1p-53;
  }
}
