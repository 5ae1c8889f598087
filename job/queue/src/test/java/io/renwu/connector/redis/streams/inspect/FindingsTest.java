package io.renwu.connector.redis.streams.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.Durability;
import io.renwu.connector.redis.streams.client.QueueFacts;
import io.renwu.connector.redis.streams.client.RawEntry;
import io.renwu.connector.redis.streams.client.ServerFacts;
import io.renwu.connector.redis.streams.client.StreamSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A healthy server, queue or stream has no findings; each fault has exactly one. */
class FindingsTest {
  private static final StreamId STREAM = new StreamId("behavior.login", 3);
  private static final Durability WAITING = new Durability(1, true, Duration.ofSeconds(1));
  private static final QueueExpectations EXPECTED =
      new QueueExpectations(Durability.NONE, 100, server -> server.usedMemoryBytes() >= 950);

  private static ServerFacts server(String... changes) {
    Map<String, String> info =
        new HashMap<>(
            Map.of(
                "redis_version", "7.2.4",
                "maxmemory_policy", "noeviction",
                "aof_enabled", "1",
                "used_memory", "500",
                "maxmemory", "1000",
                "role", "master",
                "connected_slaves", "1",
                "aof_last_write_status", "ok",
                "aof_last_bgrewrite_status", "ok",
                "rdb_last_bgsave_status", "ok"));
    for (int i = 0; i < changes.length; i += 2) {
      info.put(changes[i], changes[i + 1]);
    }
    return new ServerFacts("a:1", info, Map.of("appendfsync", "everysec"), 3L, "ok");
  }

  private static List<String> checks(List<QueueFinding> findings) {
    return findings.stream().map(QueueFinding::check).toList();
  }

  @Test
  void aHealthyServerHasNoFindings() {
    assertThat(ServerFindings.of(server(), EXPECTED)).isEmpty();
    assertThat(ServerFindings.of(server(), new QueueExpectations(WAITING, 0, s -> false)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "maxmemory_policy, allkeys-lru, maxmemory-policy, ERROR",
    "maxmemory_policy, unknown, maxmemory-policy, WARNING",
    "redis_version, 6.2.11, version, WARNING",
    "aof_enabled, 0, appendonly, WARNING",
    "role, slave, role, ERROR",
    "loading, 1, loading, WARNING",
    "used_memory, 960, queue.max.memory, WARNING",
    "used_memory, 910, maxmemory, WARNING",
    "evicted_keys, 4, evicted-keys, ERROR",
    "aof_last_write_status, err, aof-last-write-status, ERROR",
    "aof_last_bgrewrite_status, err, aof-last-bgrewrite-status, ERROR",
    "rdb_last_bgsave_status, err, rdb-last-bgsave-status, ERROR"
  })
  void eachFaultOfAServerIsFound(
      String field, String value, String check, QueueFinding.Severity severity) {
    assertThat(ServerFindings.of(server(field, value), EXPECTED))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo(check);
              assertThat(finding.severity()).isEqualTo(severity);
              assertThat(finding.subject()).isEqualTo("a:1");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "redis_version, 7.0.15, version",
    "aof_enabled, 0, appendonly",
    "connected_slaves, 0, replicas"
  })
  void aServerThatCannotWaitAsConfiguredIsAnError(String field, String value, String check) {
    assertThat(
            ServerFindings.of(server(field, value), new QueueExpectations(WAITING, 0, s -> false)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo(check);
              assertThat(finding.isError()).isTrue();
            });
  }

  @Test
  void settingsClockAndClusterOfAServerAreChecked() {
    Map<String, String> info = server().info();
    assertThat(
            checks(
                ServerFindings.of(
                    new ServerFacts("a:1", info, Map.of("appendfsync", "no"), 0L, ""), EXPECTED)))
        .containsExactly("appendfsync");
    assertThat(
            checks(
                ServerFindings.of(
                    new ServerFacts("a:1", info, Map.of("min-replicas-to-write", "2"), 0L, ""),
                    EXPECTED)))
        .containsExactly("min-replicas-to-write");
    assertThat(
            checks(
                ServerFindings.of(new ServerFacts("a:1", info, Map.of(), -5_000L, ""), EXPECTED)))
        .containsExactly("clock");
    assertThat(
            checks(
                ServerFindings.of(new ServerFacts("a:1", info, Map.of(), null, "fail"), EXPECTED)))
        .containsExactly("cluster-state");
  }

  private static QueueFacts queue(
      int slots, Map<String, String> registry, Set<String> keys, String control) {
    return new QueueFacts(
        List.of(server()), slots, registry, keys, Optional.ofNullable(control), Optional.empty());
  }

  @Test
  void lostRulesAreFound() {
    QueueFacts facts =
        new QueueFacts(
            List.of(server()),
            0,
            Map.of(),
            Set.of(),
            Optional.empty(),
            Optional.of("{\"loss\":\"Redis lost it\"}"));
    assertThat(checks(QueueFindings.of(facts, EXPECTED))).containsExactly("control");
  }

  @Test
  void aHealthyQueueHasNoFindings() {
    assertThat(
            QueueFindings.of(
                queue(
                    0,
                    Map.of("behavior.login:3", "2 tYx"),
                    Set.of("renwu:{behavior.login:3}:s", "renwu:streams", "renwu:control:rules"),
                    "{\"version\":1,\"rate\":5,\"paused\":false}"),
                EXPECTED))
        .isEmpty();
    assertThat(QueueFindings.of(queue(0, Map.of(), null, null), EXPECTED)).isEmpty();
  }

  @Test
  void eachFaultOfAQueueIsFound() {
    assertThat(checks(QueueFindings.of(queue(5, Map.of(), Set.of(), null), EXPECTED)))
        .containsExactly("cluster-slots");
    assertThat(checks(QueueFindings.of(queue(0, Map.of(), Set.of(), "{]"), EXPECTED)))
        .containsExactly("control");
    assertThat(
            QueueFindings.of(
                queue(0, Map.of(), Set.of("q:{a:1}:s", "q:{a:1}:h", "q:streams"), null), EXPECTED))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("orphan");
              assertThat(finding.found()).startsWith("2 keys");
            });
    for (Map<String, String> registry :
        List.of(Map.of("nocolon", "0 -"), Map.of("a:1", "x -"), Map.of("a:1", "70000 -"))) {
      assertThat(checks(QueueFindings.of(queue(0, registry, Set.of(), null), EXPECTED)))
          .containsExactly("registry");
    }
  }

  private static RawEntry entry(int epoch, long... offsets) {
    return entryAfter(0, epoch, offsets);
  }

  private static RawEntry entryAfter(long previous, int epoch, long... offsets) {
    List<QueueRecord> records =
        LongStream.of(offsets)
            .mapToObj(o -> new QueueRecord(STREAM, o, 1_000 + o, "v".getBytes(UTF_8)))
            .toList();
    return new RawEntry(
        StreamPosition.entryId(StreamPosition.of(epoch, offsets[offsets.length - 1])),
        Frame.encode(previous, records, Compression.NONE));
  }

  /** A stream of the offsets 0 to 9 and 10 to 19; 0 to 14 are covered, none is trimmed. */
  private static final class Stream {
    long highWater = at(19);
    long taken = at(14);
    long trimmed;
    long seenAt = at(19);
    String lastId = StreamPosition.entryId(at(19));
    RawEntry first = entry(0, 0, 9);
    List<String> problems = List.of();

    static long at(long offset) {
      return StreamPosition.of(0, offset);
    }

    StreamSnapshot snapshot() {
      RawEntry last = entry(0, 10, 15, 19);
      return new StreamSnapshot(
          STREAM, highWater, taken, trimmed, seenAt, seenAt, 2, lastId, first, last, last, 2_000L,
          problems);
    }

    List<String> checks() {
      return FindingsTest.checks(StreamFindings.of(snapshot(), 0, EXPECTED));
    }
  }

  @Test
  void aHealthyStreamHasNoFindings() {
    Stream stream = new Stream();
    assertThat(stream.checks()).isEmpty();
    stream.trimmed = Stream.at(9);
    stream.first = entry(0, 10, 19);
    assertThat(stream.checks()).isEmpty();
  }

  @Test
  void eachFaultOfAStreamIsFound() {
    Stream tail = new Stream();
    tail.lastId = StreamPosition.entryId(Stream.at(17));
    assertThat(tail.checks()).containsExactly("chain");
    Stream gone = new Stream();
    gone.lastId = "";
    assertThat(gone.checks()).containsExactly("chain");
    Stream foreign = new Stream();
    foreign.lastId = "1795735924000-1";
    assertThat(foreign.checks()).containsExactly("chain");
    Stream longer = new Stream();
    longer.lastId = StreamPosition.entryId(Stream.at(30));
    assertThat(longer.checks()).containsExactly("chain");
    Stream taken = new Stream();
    taken.taken = Stream.at(25);
    assertThat(taken.checks()).containsExactly("taken");
    Stream givenUp = new Stream();
    givenUp.trimmed = Stream.at(16);
    givenUp.first = entry(0, 10, 19);
    assertThat(givenUp.checks()).containsExactly("trimmed");
    Stream left = new Stream();
    left.trimmed = Stream.at(9);
    assertThat(left.checks()).containsExactly("trimmed");
    Stream seen = new Stream();
    seen.seenAt = Stream.at(40);
    assertThat(seen.checks()).containsExactly("seen");
    Stream waits = new Stream();
    waits.highWater = Stream.at(150);
    waits.lastId = StreamPosition.entryId(Stream.at(150));
    assertThat(waits.checks()).containsExactly("queue.max.records");
    Stream unreadable = new Stream();
    unreadable.problems = List.of("GET q:h is answered: WRONGTYPE");
    assertThat(unreadable.checks()).containsExactly("keys");
    Stream epoch = new Stream();
    epoch.highWater = StreamPosition.of(2, 1);
    epoch.lastId = StreamPosition.entryId(epoch.highWater);
    assertThat(epoch.checks()).containsExactly("epoch");
  }

  @Test
  void countsTheWaitingRecords() {
    StreamStatus status = StreamStatus.of(new Stream().snapshot(), 0, EXPECTED, false);
    assertThat(status.waiting()).isEqualTo(5);
    assertThat(status.waitingBytes()).isEqualTo(500);
    assertThat(status.oldestReceivedAtMillis()).isEqualTo(1_015);
    assertThat(status.newestReceivedAtMillis()).isEqualTo(1_019);
    assertThat(status.lagMillis()).isEqualTo(4);
    assertThat(status.state()).isEqualTo(StreamState.WAITING);
    assertThat(StreamStatus.of(new Stream().snapshot(), 0, EXPECTED, true).state())
        .isEqualTo(StreamState.PAUSED);
    assertThat(
            StreamStatus.of(
                    new Stream().snapshot(),
                    0,
                    new QueueExpectations(Durability.NONE, 5, s -> false),
                    true)
                .state())
        .isEqualTo(StreamState.FULL);
    Stream drained = new Stream();
    drained.taken = Stream.at(19);
    assertThat(StreamStatus.of(drained.snapshot(), 0, EXPECTED, true).state())
        .isEqualTo(StreamState.DRAINED);
    Stream broken = new Stream();
    broken.lastId = "";
    assertThat(StreamStatus.of(broken.snapshot(), 0, EXPECTED, true).state())
        .isEqualTo(StreamState.BROKEN);
  }

  private static List<QueueFinding> entries(RawEntry... entries) {
    EntryFindings findings = new EntryFindings();
    List.of(entries).forEach(entry -> findings.add(EntryView.of(STREAM, entry)));
    assertThat(findings.checked()).isEqualTo(entries.length);
    return findings.findings();
  }

  @Test
  void eachFaultOfAnEntryIsFound() {
    assertThat(entries(entry(0, 0, 9), entry(0, 10), entry(1, 0), entry(1, 7))).isEmpty();
    byte[] flipped = entry(0, 10).frame().clone();
    flipped[flipped.length - 1] ^= 1;
    String id = entry(0, 10).id();
    assertThat(entries(entry(0, 9), new RawEntry(id, flipped)))
        .singleElement()
        .satisfies(f -> assertThat(f.found()).contains("checksum"));
    assertThat(entries(new RawEntry(id, new byte[0]))).hasSize(1);
    assertThat(entries(new RawEntry("7-1", entry(0, 10).frame())))
        .singleElement()
        .satisfies(f -> assertThat(f.found()).contains("7-1"));
    assertThat(entries(new RawEntry(id, entry(0, 11).frame())))
        .singleElement()
        .satisfies(f -> assertThat(f.found()).contains("offset 11"));
    assertThat(entries(entry(0, 0, 9), entry(0, 9, 12)))
        .singleElement()
        .satisfies(f -> assertThat(f.found()).contains("begins with offset 9"));
    assertThat(
            entries(
                entry(0, 0, 9),
                entryAfter(StreamPosition.of(0, 9), 0, 12),
                entryAfter(StreamPosition.of(0, 12), 1, 0)))
        .isEmpty();
    assertThat(entries(entry(0, 0, 9), entryAfter(StreamPosition.of(0, 11), 0, 12)))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.found()).contains("was appended after offset 11");
              assertThat(f.expected()).contains("ends at offset 9");
            });
    List<RawEntry> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add(new RawEntry(StreamPosition.entryId(i + 1), new byte[1]));
    }
    assertThat(entries(many.toArray(RawEntry[]::new))).hasSize(5);
  }

  @Test
  void aRuleRemovesOnlyCoveredEntriesUnlessItSaysOtherwise() {
    EntryView entry = EntryView.of(STREAM, entry(0, 5, 9));
    long partly = Stream.at(8);
    long wholly = Stream.at(9);
    assertThat(TrimRule.receivedBefore(2_000).removes(entry, 0, wholly)).isTrue();
    assertThat(TrimRule.receivedBefore(2_000).removes(entry, 0, partly)).isFalse();
    assertThat(TrimRule.receivedBefore(1_009).removes(entry, 0, wholly)).isFalse();
    assertThat(TrimRule.upTo(9, false).removes(entry, 0, wholly)).isTrue();
    assertThat(TrimRule.upTo(8, false).removes(entry, 0, wholly)).isFalse();
    assertThat(TrimRule.upTo(9, false).removes(entry, 0, partly)).isFalse();
    assertThat(TrimRule.upTo(9, true).removes(entry, 0, partly)).isTrue();
    assertThat(TrimRule.upTo(0, false).removes(entry, 1, wholly)).isTrue();
    TrimPlan plan = TrimPlan.nothing(STREAM, partly).with(entry);
    assertThat(plan.untaken()).isEqualTo(1);
    assertThat(plan.records()).isEqualTo(2);
    assertThat(plan.keepsFrom()).isEqualTo(10);
  }

  @Test
  void amountsAreReadable() {
    assertThat(
            List.of(AmountText.bytes(1_023), AmountText.bytes(1_536), AmountText.bytes(12L << 30)))
        .containsExactly("1023 B", "1.5 KiB", "12 GiB");
    assertThat(
            List.of(
                AmountText.span(420),
                AmountText.span(12_000),
                AmountText.span(200_000),
                AmountText.span(7_500_000),
                AmountText.span(360_000_000)))
        .containsExactly("0.4 s", "12 s", "3m 20s", "2h 5m", "4d 4h");
  }
}
