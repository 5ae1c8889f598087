package io.renwu.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Random invalid records: damaged valid ones, and oversized or malformed ones. */
final class RandomInputs {
  /** A little less than a broker's default limit. */
  private static final int BROKERS_LIMIT = 1_048_000;

  private static final int LARGE_DOCUMENT = 256 * 1024;

  private static final List<String> EVENTS =
      List.of(
          """
          {"eventId":"e-%1$d","userId":"u-%2$d","behavior":"comment","time":"2026-11-22T09:00:00+08:00",\
          "timezone":"Asia/Shanghai","attributes":{"objectId":"v-55","amount":19.90,"text":"abcdef"}}\
          """,
          """
          {"eventId":"e-%1$d","userId":"u-%2$d","time":%3$d,"attributes":{"objectId":%1$d,"amount":1e%4$d,"n":{"x":-0.5}}}\
          """,
          """
          {"eventId":"e-%1$d","userId":"u-%2$d","time":"0001-01-01T00:00:00Z","timezone":"Pacific/Apia",\
          "attributes":{"objectId":"v-55","amount":"1","originalTime":"9999-12-31T23:59:60Z"}}\
          """,
          """
          {"eventId":"e-%1$d","userId":"u-%2$d","time":"9999-12-31T23:59:59.999999999+00:00","timezone":"GMT+0",\
          "attributes":{"taskId":"sum","rewardId":"c","period":"2026-11-22","amount":99999999999999999999999999999999999999}}\
          """);

  private static final String TASK =
      """
      {"taskId":"t-%1$d","version":%2$d,"name":{"en":"A","zh-CN":"每日"},"status":"ACTIVE",\
      "effectiveAt":"2026-11-22T00:00:00+08:00","schedule":{"startAt":1,"endAt":253402300799999},\
      "audience":{"filter":"event.attributes.amount > 1.0 || 'a' in event.attributes","rollout":{"percent":95.5}},\
      "preconditions":[],"objectives":[{"id":"o","behaviors":["comment","order"],"cancelBehaviors":["undo"],\
      "cancelKey":"objectId","filter":"size(event.attributes.text) >= 5 || event.attributes.amount >= 0.0",\
      "aggregation":{"function":"SUM","field":"amount"},"target":1.5}],"completion":"ALL",\
      "period":{"unit":"MONTH","zone":"USER","dayStart":"04:00","allowedLateness":"PT2H"},\
      "recurrence":{"policy":"REPEAT","maxCompletions":50},\
      "limits":[{"entity":"TASK","metric":"AMOUNT","rewardId":"r","per":"WEEK","limit":100}],\
      "rewards":[{"rewardId":"r","type":"X","amount":1.5,"delivery":"CLAIM","claimWithin":"P1D",\
      "attributes":{"k":[null,true,1e30]}}],"clawback":"NONE","changePolicy":{"inFlight":"RESET"}}\
      """;

  private static final List<String> SPLICES =
      List.of(
          "null",
          "{}",
          "[]",
          "-1",
          "1e999999999",
          "1e-999999999",
          "1e30",
          "1e-30",
          "9".repeat(500),
          "\"\"",
          "true",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "[[",
          "}",
          "]",
          ",",
          "\"",
          "\\",
          "\"a\":1,",
          "\"\\u0000\"",
          "\uD83D\uDE00",
          "DAY",
          "WEEK",
          "NONE",
          "ONCE",
          "STREAK",
          "COUNT_DISTINCT",
          "FULL",
          "NEXT_PERIOD",
          "2026-11-22",
          "P3660000D",
          "PT0.000000001S",
          "Antarctica/Troll",
          "+18:00",
          "UTC+25",
          "event.attributes.all(a, event.attributes.all(b, a == b))",
          "'a'.matches('(a+)+$')");

  private static final List<String> MONSTER_CONDITIONS =
      List.of(
          "(".repeat(2_000) + "true" + ")".repeat(2_000),
          "!".repeat(4_000) + "true",
          "true" + " && true".repeat(500),
          "event.attributes" + ".a".repeat(2_000) + " == 1",
          "[1,2,3].all(a, [1,2,3].all(b, [1,2,3].all(c, [1,2,3].all(d, a + b + c + d > 0))))",
          "event.userId.matches('" + "(a|b)?".repeat(500) + "')",
          "event.userId.matches('(.{1,1000}){1,1000}')",
          "'" + "a".repeat(4_000) + "'.contains(event.userId)",
          "timestamp('0001-01-01T00:00:00Z') - duration('1000000h') < event.time",
          "event.time + duration('315576000000s') > event.time",
          "int(event.attributes.amount) * 9223372036854775807 > 0",
          "event.attributes.objectId / 0 == 1",
          "1".repeat(4_000) + " == 1");

  private static final long[] TIMESTAMPS = {
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1,
    Long.MIN_VALUE + 90_000_000,
    -62_167_219_200_000L,
    -1,
    0,
    1,
    1_795_309_200_000L,
    1_795_309_200_000L,
    1_795_309_200_000L,
    253_402_300_799_999L,
    Long.MAX_VALUE - 3_600_000,
    Long.MAX_VALUE - 1,
    Long.MAX_VALUE
  };

  private final Random random;
  private long number;

  RandomInputs(long seed) {
    random = new Random(seed);
  }

  boolean nextIsDocument() {
    return random.nextInt(5) == 0;
  }

  /** A record of a behavior topic. */
  ConsumerRecord<byte[], byte[]> record() {
    String[] topics = {"comment", "order", "undo", "claim", "x"};
    String topic = "behavior." + topics[random.nextInt(topics.length)];
    RecordHeaders headers = new RecordHeaders();
    if (random.nextInt(100) == 0) {
      for (int i = 0; i < 5_000; i++) {
        headers.add("h" + i, new byte[i % 50]);
      }
    }
    return new ConsumerRecord<>(
        topic,
        random.nextInt(4),
        number++,
        timestamp(),
        TimestampType.CREATE_TIME,
        0,
        0,
        random.nextInt(50) == 0 ? new byte[random.nextInt(BROKERS_LIMIT)] : null,
        random.nextInt(50) == 0 ? null : event(),
        headers,
        Optional.empty());
  }

  private long timestamp() {
    return random.nextInt(10) == 0
        ? random.nextLong()
        : TIMESTAMPS[random.nextInt(TIMESTAMPS.length)] + (random.nextInt(3) - 1) * 1_000L;
  }

  private byte[] event() {
    if (random.nextInt(100) == 0) {
      return monster(BROKERS_LIMIT);
    }
    String valid =
        EVENTS
            .get(random.nextInt(EVENTS.size()))
            .formatted(
                number,
                random.nextInt(20),
                random.nextInt(4) * 84_000_000_000_000L,
                random.nextInt(40) - 5);
    return damage(random.nextInt(2) == 0 ? valid.replace("\"behavior\":\"comment\",", "") : valid);
  }

  /** A record of the rules topic. */
  byte[] document() {
    if (random.nextInt(40) == 0) {
      return monster(LARGE_DOCUMENT);
    }
    String task = TASK.formatted(random.nextInt(40), 1 + number++);
    if (random.nextInt(8) == 0) {
      String condition = MONSTER_CONDITIONS.get(random.nextInt(MONSTER_CONDITIONS.size()));
      task = task.replaceFirst("\"filter\":\"[^\"]*\"", "\"filter\":\"" + condition + "\"");
    }
    return random.nextInt(4) == 0 ? ("[" + task + "," + task + "]").getBytes(UTF_8) : damage(task);
  }

  private byte[] damage(String valid) {
    byte[] bytes = valid.getBytes(UTF_8);
    for (int edits = random.nextInt(4); edits > 0 && bytes.length > 0; edits--) {
      int from = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, from + random.nextInt(random.nextInt(4) == 0 ? 80 : 4));
      byte[] middle =
          switch (random.nextInt(4)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 -> SPLICES.get(random.nextInt(SPLICES.size())).getBytes(UTF_8);
            default -> Arrays.copyOfRange(bytes, Math.max(0, from - random.nextInt(20)), to);
          };
      bytes = splice(bytes, from, to, middle);
    }
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
    byte[] spliced = new byte[from + middle.length + bytes.length - to];
    System.arraycopy(bytes, 0, spliced, 0, from);
    System.arraycopy(middle, 0, spliced, from, middle.length);
    System.arraycopy(bytes, to, spliced, from + middle.length, bytes.length - to);
    return spliced;
  }

  private byte[] monster(int limit) {
    int size = 1 + random.nextInt(random.nextInt(4) == 0 ? limit : limit / 20);
    return switch (random.nextInt(8)) {
      case 0 -> noise(size);
      case 1 -> repeat("[", size);
      case 2 -> repeat("{\"a\":", size);
      case 3 -> repeat("[{},", size);
      case 4 -> wrap("{\"taskId\":\"m\",\"version\":1,\"x\":[", "{},", "1]}", size);
      case 5 -> wrap("{\"taskId\":\"m\",\"version\":1,\"eventId\":\"", "\\ud800é", "\"}", size);
      case 6 -> wrap("{\"taskId\":\"m\",\"attributes\":{\"a\":", "9", "}}", size);
      default -> wrap("[", "{\"a\":1,\"a\":1},", "{}]", size);
    };
  }

  private byte[] noise(int size) {
    byte[] noise = new byte[size];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] repeat(String what, int size) {
    return what.repeat(size / what.length()).getBytes(UTF_8);
  }

  private static byte[] wrap(String before, String what, String after, int size) {
    return (before + what.repeat(size / what.getBytes(UTF_8).length) + after).getBytes(UTF_8);
  }
}
