package io.renwu.demo.traffic;

import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One user of the site: fixed habits, and the steps that the user has taken so far. */
final class Person {
  private static final List<String> ZONES =
      List.of(
          "Asia/Shanghai",
          "Asia/Shanghai",
          "Asia/Shanghai",
          "Asia/Tokyo",
          "Asia/Kolkata",
          "Europe/Berlin",
          "Europe/London",
          "America/New_York",
          "America/Los_Angeles",
          "Pacific/Auckland");
  private static final List<String> CHANNELS = List.of("ios", "android", "android", "web");
  private static final double SENDS_TIMEZONE = 0.85;
  private static final double SENDS_EPOCH_MILLIS = 0.15;
  private static final double COMPLETES_PROFILE = 0.75;
  private static final double TRAVELS = 0.05;
  private static final double SWITCHES_CHANNEL = 0.12;

  /** The time of a step that has not happened yet. */
  private static final long NEVER = Long.MAX_VALUE;

  private final String userId;
  private final boolean newcomer;
  private final String zone;
  private final boolean sendsTimezone;
  private final boolean sendsEpochMillis;
  private final String channel;
  private boolean profileAhead;
  private long socialFromMillis = NEVER;

  /**
   * @param newcomer whether the user registers during the traffic; the others did so long before
   */
  Person(String userId, boolean newcomer, SplittableRandom random) {
    this.userId = userId;
    this.newcomer = newcomer;
    this.zone = ZONES.get(random.nextInt(ZONES.size()));
    this.sendsTimezone = random.nextDouble() < SENDS_TIMEZONE;
    this.sendsEpochMillis = random.nextDouble() < SENDS_EPOCH_MILLIS;
    this.channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
    this.profileAhead = random.nextDouble() < COMPLETES_PROFILE;
    if (!newcomer && !profileAhead) {
      this.socialFromMillis = Long.MIN_VALUE;
    }
  }

  String userId() {
    return userId;
  }

  boolean newcomer() {
    return newcomer;
  }

  boolean sendsEpochMillis() {
    return sendsEpochMillis;
  }

  /** The zone of one event, which changes for travelers; null if the event has none. */
  @Nullable String timezone(SplittableRandom random) {
    if (!sendsTimezone) {
      return null;
    }
    return random.nextDouble() < TRAVELS ? ZONES.get(random.nextInt(ZONES.size())) : zone;
  }

  ZoneId zone() {
    return ZoneId.of(zone);
  }

  String channel(SplittableRandom random) {
    return random.nextDouble() < SWITCHES_CHANNEL
        ? CHANNELS.get(random.nextInt(CHANNELS.size()))
        : channel;
  }

  /** Whether the user is going to complete the profile and has not done so. */
  boolean profileAhead() {
    return profileAhead;
  }

  void profileSent() {
    profileAhead = false;
  }

  /** Whether the user comments and favorites at this time. */
  boolean socialAt(long nowMillis) {
    return nowMillis >= socialFromMillis;
  }

  void socialFrom(long millis) {
    socialFromMillis = millis;
  }
}
