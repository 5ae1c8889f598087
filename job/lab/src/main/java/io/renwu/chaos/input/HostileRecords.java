package io.renwu.chaos.input;

import static io.renwu.chaos.input.HostileRecord.unusable;
import static io.renwu.chaos.input.HostileRecord.usable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes hostile records that a broker accepts: huge ones, random bytes, JSON that is deep or never
 * ends, huge keys, many headers. A pure function of a seed and a time.
 */
final class HostileRecords {
  /** The most bytes of an event. */
  private static final int MOST_EVENT_BYTES = 64 * 1024;

  /** The bytes of a record whose dead letter, as Base64, would exceed the broker's limit. */
  private static final int LARGE_BYTES = 820_000;

  /** With the batch around it this is just below the broker's limit of 1,048,588. */
  private static final int LARGEST_BYTES = 1_048_500;

  /** More than the broker accepts. */
  private static final int TOO_LARGE_BYTES = 1_100_000;

  private static final int RANDOM = 12;

  private final SplittableRandom random;
  private final long nowMillis;

  private HostileRecords(long seed, long nowMillis) {
    this.random = new SplittableRandom(seed);
    this.nowMillis = nowMillis;
  }

  /**
   * The records.
   *
   * @param nowMillis the time of the events among them
   */
  static List<HostileRecord> of(long seed, long nowMillis) {
    return new HostileRecords(seed, nowMillis).all();
  }

  private List<HostileRecord> all() {
    List<HostileRecord> all = new ArrayList<>();
    for (int bytes : List.of(LARGE_BYTES, LARGEST_BYTES, TOO_LARGE_BYTES, MOST_EVENT_BYTES + 1)) {
      all.add(unusable(bytes + " random bytes", bytes(bytes)));
    }
    for (int i = 0; i < RANDOM; i++) {
      int bytes = 1 + random.nextInt(1 << random.nextInt(4, 17));
      all.add(unusable(bytes + " random bytes", bytes(bytes)));
    }
    addBroken(all);
    addDeep(all);
    addUsable(all);
    return all;
  }

  /** Random bytes that are not JSON: 0xFF is no UTF-8. */
  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    bytes[0] = (byte) 0xFF;
    return bytes;
  }

  private void addBroken(List<HostileRecord> all) {
    all.add(unusable("no value", (byte[]) null));
    all.add(unusable("zeros", new byte[LARGE_BYTES]));
    byte[] ones = new byte[MOST_EVENT_BYTES];
    Arrays.fill(ones, (byte) 0xFF);
    all.add(unusable("64 KiB of 0xFF", ones));
    all.add(unusable("an endless text", "{\"eventId\":\"" + "e".repeat(LARGE_BYTES)));
    all.add(unusable("an event of 820,000 bytes", event("large", LARGE_BYTES)));
    all.add(unusable("a userId of 60,000 signs", event("u".repeat(60_000), 0)));
    all.add(unusable("a number of 60,000 digits", "{\"time\":" + "9".repeat(60_000) + "}"));
    all.add(unusable("an exponent of ten digits", "{\"time\":1e9999999999}"));
    all.add(unusable("a userId in control characters", event("\u0000\u0001\u001b[2J", 0)));
    all.add(unusable("white space", " \n\t".repeat(20_000)));
    all.add(unusable("three zeros and a brace", "\u0000\u0000\u0000{}"));
  }

  private static void addDeep(List<HostileRecord> all) {
    all.add(unusable("60,000 open brackets", "[".repeat(60_000)));
    all.add(unusable("400,000 open brackets", "[".repeat(400_000)));
    all.add(unusable("30,000 levels of arrays", "[".repeat(30_000) + "]".repeat(30_000)));
    all.add(unusable("9,000 levels of objects", "{\"a\":".repeat(9_000) + "1" + "}".repeat(9_000)));
    all.add(
        unusable(
            "attributes of 9,000 levels",
            "{\"attributes\":" + "{\"a\":".repeat(9_000) + "1" + "}".repeat(9_000) + "}"));
  }

  private void addUsable(List<HostileRecord> all) {
    all.add(usable("a key of 400,000 bytes", bytes(400_000), event(user(), 0), 0));
    all.add(usable("an empty key", new byte[0], event(user(), 0), 0));
    all.add(usable("2,000 headers", null, event(user(), 0), 2_000));
    all.add(usable("an event of 60,000 bytes", null, event(user(), 60_000), 0));
    all.add(usable("a key and headers", bytes(100_000), event(user(), 60_000), 1_000));
  }

  private String user() {
    return "hostile-" + Long.toHexString(random.nextLong());
  }

  /**
   * An event; unusable if the user id is invalid or the padding is too long.
   *
   * @param padding bytes of an attribute
   */
  private String event(String userId, int padding) {
    return "{\"eventId\":\"e-"
        + Long.toHexString(random.nextLong())
        + "\",\"userId\":\""
        + userId
        + "\",\"time\":"
        + nowMillis
        + ",\"attributes\":{\"padding\":\""
        + "x".repeat(padding)
        + "\"}}";
  }
}
