package io.renwu.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.Drawn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes get an answer. */
class EventCodecFuzzTest {
  private static final int MUTATIONS = 100_000;
  private static final long SEED = 20261122;

  private static final List<String> SEEDS =
      List.of(
          """
          {"eventId":"e-81","userId":"u-7","behavior":"comment","time":"2026-11-22T09:00:00+08:00",\
          "timezone":"Asia/Shanghai","attributes":{"objectId":"v-55","amount":19.90,"tags":["a",null]}}\
          """,
          """
          {"eventId":"é😀","userId":"\\u00e9\\ud83d\\ude00","behavior":"login","time":1795309200000,\
          "receivedAt":"2026-11-22T01:00:00.123456789z","attributes":{"n":-1.5e-7,"m":{"k":[[[]]]}}}\
          """,
          """
          {"eventId":"e","userId":"u","time":1e12,"attributes":{"a":"\\ud83d\\ude00","\\ud800":1},\
          "attributes":{"n":[{"x":"\\n\\u0041"},-0.5e+3,true],"n":null}}\
          """,
          """
          {"behavior":null,"timezone":null,"attributes":null,"x":[1,2,3],"time":1e12,"eventId":"a"}\
          """);

  private static final byte[] TOKENS =
      "{}[]\",:\\0123456789.eE+-tfnuZz \u0000".getBytes(StandardCharsets.UTF_8);

  @Test
  void everyMutationGetsAnAnswer() {
    EventCodec codec = new EventCodec(EventCodec.DEFAULT_MAX_AHEAD);
    long seed = Drawn.seed(SEED);
    Random random = new Random(seed);
    int mutations = Drawn.count("events", MUTATIONS);
    int usable = 0;
    for (int i = 0; i < mutations; i++) {
      byte[] bytes = mutated(random);
      ParsedEvent line = codec.parseLine(bytes);
      ParsedEvent record = codec.parse(bytes, "comment", Instant.ofEpochMilli(1795309200000L));
      usable += line.usable() ? 1 : 0;
      if (hasNoReason(line) || hasNoReason(record)) {
        throw new AssertionError("no reason; seed " + seed + ", mutation " + i);
      }
    }
    assertThat(usable).as("mutations that are still events").isBetween(mutations / 200, mutations);
  }

  @Test
  void theCheckOfARecordAgreesWithItsParse() {
    EventCodec codec = new EventCodec(EventCodec.DEFAULT_MAX_AHEAD);
    Instant receivedAt = Instant.ofEpochMilli(1795309200000L);
    long seed = Drawn.seed(SEED + 1);
    Random random = new Random(seed);
    int mutations = Drawn.count("events", MUTATIONS);
    int usable = 0;
    for (int i = 0; i < mutations; i++) {
      byte[] bytes = mutated(random);
      ParsedEvent parsed = codec.parse(bytes, "comment", receivedAt);
      assertThat(codec.check(bytes, "comment", receivedAt))
          .as("seed %d, mutation %d", seed, i)
          .isEqualTo(parsed.deadLetter());
      usable += parsed.usable() ? 1 : 0;
    }
    assertThat(usable).as("mutations that are still events").isBetween(mutations / 200, mutations);
  }

  @Test
  void theCheckOfARecordFindsWhatIsWrongWithinItsAttributes() {
    EventCodec codec = new EventCodec(EventCodec.DEFAULT_MAX_AHEAD);
    String deep = "[".repeat(999) + "]".repeat(999);
    for (String attributes :
        List.of(
            "{\"a\":\"\\ud800\"}",
            "{\"\\udc00\":1}",
            "{\"a\":[{\"b\":\"\\ude00\\ud83d\"}]}",
            "{\"a\":\"\\x\"}",
            "{\"a\":01}",
            "{\"a\":1.}",
            "{\"a\":\"\n\"}",
            "{\"a\":" + deep + "}",
            "{\"a\":[}]",
            "{\"a\":1",
            "[]",
            "\"a\"")) {
      byte[] bytes =
          ("{\"eventId\":\"e\",\"userId\":\"u\",\"time\":1,\"attributes\":" + attributes + "}")
              .getBytes(StandardCharsets.UTF_8);
      assertThat(codec.check(bytes, "comment", Instant.EPOCH))
          .as(attributes)
          .isNotNull()
          .isEqualTo(codec.parse(bytes, "comment", Instant.EPOCH).deadLetter());
    }
  }

  private static boolean hasNoReason(ParsedEvent parsed) {
    return !parsed.usable()
        && (parsed.deadLetter().reason() == null || parsed.deadLetter().detail() == null);
  }

  private static byte[] mutated(Random random) {
    byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
    for (int edits = random.nextInt(4); edits >= 0; edits--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = TOKENS[random.nextInt(TOKENS.length)];
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> bytes = Drawn.doubled(bytes, at, random.nextInt(bytes.length));
      }
    }
    return bytes;
  }
}
