package io.renwu.demo.traffic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SplittableRandom;

/**
 * Generates endless traffic: established users, newcomers who register, and records that are sent
 * twice, late or broken.
 *
 * <pre>
 * a life:  register → login → complete-profile → (≥ 10 s) → comments, favorites, …
 *              └─ or never complete the profile:  (≥ 10 s) → comments, favorites, …
 * </pre>
 *
 * <p>The traffic knows no task, but the outcome of tasks with preconditions must not depend on a
 * race between topics. Therefore a user comments and favorites only when the user's last {@code
 * register} or {@code complete-profile} is at least {@value #SETTLED_MILLIS} ms old, by event time
 * and by timestamp, or never sends the missing one. Only the other behaviors are sent late.
 *
 * <p>A pure function of the seed, the number of users and the times given. Not thread-safe.
 */
public final class TrafficGenerator {
  static final long SETTLED_MILLIS = 10_000;

  /** How long before its record's timestamp an ordinary event happened, at most. */
  private static final int DELAY_MILLIS = 1_500;

  private static final long SOCIAL_AFTER_MILLIS = SETTLED_MILLIS + DELAY_MILLIS;

  /** The share of scheduled records while one is due. */
  private static final double AGENDA = 0.7;

  private static final double BROKEN = 0.015;
  private static final double NEWCOMER = 0.05;
  private static final double LATE = 0.03;
  private static final double SENT_TWICE = 0.03;
  private static final int RESEND_WITHIN_MILLIS = 15_000;
  private static final double LATEST_HOURS = 40;

  private final double newcomers;
  private final SplittableRandom random;
  private final String run;
  private final Population population;
  private final EventWriter writer;
  private final RecordBreaker breaker;
  private final ScheduledActions<Act> acts = new ScheduledActions<>();
  private final ScheduledActions<TrafficRecord> resends = new ScheduledActions<>();
  private long events;
  private long lastMillis = Long.MIN_VALUE;

  private record Act(Person person, String behavior) {}

  /**
   * Begins with users who registered long ago.
   *
   * @param seed the same seed makes the same traffic
   * @param users how many of them, at least 1; newcomers are added to them
   */
  public TrafficGenerator(long seed, int users) {
    this(seed, users, NEWCOMER);
  }

  /**
   * Begins with users who registered long ago.
   *
   * @param newcomers the share of the draws that add a user; 0 adds none
   */
  public TrafficGenerator(long seed, int users, double newcomers) {
    if (users < 1) {
      throw new IllegalArgumentException("users: found " + users + ", expected at least 1");
    }
    this.newcomers = newcomers;
    random = new SplittableRandom(seed);
    run = Long.toHexString(random.nextLong() >>> 32);
    population = new Population(users, random);
    writer = new EventWriter(random);
    breaker = new RecordBreaker(random);
  }

  /**
   * The next record.
   *
   * @param nowMillis the time at which it is sent; raised to that of the last call if it is before
   */
  public TrafficRecord next(long nowMillis) {
    lastMillis = Math.max(lastMillis, nowMillis);
    TrafficRecord resend = resends.poll(lastMillis);
    if (resend != null) {
      return new TrafficRecord(
          resend.behavior(), resend.userId(), resend.value(), lastMillis, null);
    }
    Act due = random.nextDouble() < AGENDA ? acts.poll(lastMillis) : null;
    if (due != null) {
      return act(due.person(), due.behavior());
    }
    double roll = random.nextDouble();
    if (roll < BROKEN) {
      return broken(population.draw());
    }
    if (roll < BROKEN + newcomers) {
      return act(population.newcomer(), TrafficBehaviors.REGISTER);
    }
    Person person = population.draw();
    if (roll < BROKEN + newcomers + LATE && !person.newcomer()) {
      return late(person);
    }
    return act(person, person.profileAhead() && !person.newcomer() ? profileSoon() : anyBehavior());
  }

  private TrafficRecord act(Person person, String wanted) {
    String behavior =
        TrafficBehaviors.social(wanted) && !person.socialAt(lastMillis)
            ? TrafficBehaviors.LOGIN
            : wanted;
    if (behavior.equals(TrafficBehaviors.REGISTER)) {
      registered(person);
    } else if (behavior.equals(TrafficBehaviors.COMPLETE_PROFILE)) {
      person.profileSent();
      settle(person);
    }
    return good(person, behavior, lastMillis - random.nextInt(DELAY_MILLIS));
  }

  private void registered(Person person) {
    acts.add(lastMillis + 1_000 + random.nextInt(2_000), new Act(person, TrafficBehaviors.LOGIN));
    if (person.profileAhead()) {
      acts.add(
          lastMillis + 3_000 + random.nextInt(4_000),
          new Act(person, TrafficBehaviors.COMPLETE_PROFILE));
    } else {
      settle(person);
    }
  }

  /** Schedules the first session of a new user, after the settling time. */
  private void settle(Person person) {
    long atMillis = lastMillis + SOCIAL_AFTER_MILLIS;
    person.socialFrom(atMillis);
    int length = 3 + random.nextInt(7);
    for (int i = 0; i < length; i++) {
      atMillis += 200 + random.nextInt(1_800);
      acts.add(atMillis, new Act(person, anyBehavior()));
    }
  }

  private TrafficRecord late(Person person) {
    double hours = LATEST_HOURS * random.nextDouble() * random.nextDouble();
    String behavior =
        switch (random.nextInt(3)) {
          case 0 -> TrafficBehaviors.LOGIN;
          case 1 -> TrafficBehaviors.CHECK_IN;
          default -> TrafficBehaviors.SUBSCRIBE;
        };
    return good(person, behavior, lastMillis - DELAY_MILLIS - (long) (hours * 3_600_000));
  }

  private TrafficRecord good(Person person, String behavior, long timeMillis) {
    ObjectNode event = writer.tree(nextEventId(), person, behavior, timeMillis);
    TrafficRecord record =
        new TrafficRecord(behavior, person.userId(), EventWriter.bytes(event), lastMillis, null);
    if (random.nextDouble() < SENT_TWICE) {
      resends.add(lastMillis + random.nextInt(RESEND_WITHIN_MILLIS), record);
    }
    return record;
  }

  private TrafficRecord broken(Person person) {
    Breakage kind = breaker.draw();
    String behavior = TrafficBehaviors.ALL.get(random.nextInt(TrafficBehaviors.ALL.size()));
    ObjectNode event = writer.tree(nextEventId(), person, behavior, lastMillis);
    byte[] value = breaker.broken(kind, event, behavior, lastMillis);
    return new TrafficRecord(behavior, person.userId(), value, lastMillis, kind);
  }

  private String nextEventId() {
    return "e-" + run + "-" + events++;
  }

  private String profileSoon() {
    return random.nextInt(3) == 0 ? TrafficBehaviors.COMPLETE_PROFILE : anyBehavior();
  }

  private String anyBehavior() {
    int roll = random.nextInt(100);
    if (roll < 36) {
      return TrafficBehaviors.COMMENT;
    } else if (roll < 64) {
      return TrafficBehaviors.FAVORITE;
    } else if (roll < 80) {
      return TrafficBehaviors.LOGIN;
    } else if (roll < 92) {
      return TrafficBehaviors.CHECK_IN;
    } else {
      return TrafficBehaviors.SUBSCRIBE;
    }
  }
}
