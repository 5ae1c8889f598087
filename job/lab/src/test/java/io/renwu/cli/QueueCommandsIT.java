package io.renwu.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.ReaderMarks;
import io.renwu.connector.redis.streams.client.RedisAdmin;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.lab.Renwu;
import io.renwu.server.RedisServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Runs the queue's commands against a real server. */
class QueueCommandsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final StreamId STREAM = new StreamId("behavior.complete-profile", 3);
  private static final int PER_ENTRY = 10;
  private static final long HOUR_MILLIS = 3_600_000;

  @TempDir static Path folder;
  private static RedisServer server;
  private static RedisAdmin admin;
  private String prefix;
  private RedisStreams redis;

  @BeforeAll
  static void start() {
    server = RedisServer.startNew(folder, RedisServer.Fsync.ALWAYS);
    admin = new RedisAdmin(server.port());
  }

  @AfterAll
  static void stop() {
    admin.close();
    server.close();
  }

  @BeforeEach
  void connect(TestInfo test) {
    prefix = test.getTestMethod().orElseThrow().getName();
    redis = LettuceRedisStreams.connect(RedisAccess.of(server.uri(), prefix));
  }

  @AfterEach
  void disconnect() {
    redis.close();
  }

  /** Appends entries of ten records each, received an hour ago. */
  private void append(StreamId stream, int entries) {
    redis.register(stream, "-").join();
    long receivedAt = System.currentTimeMillis() - HOUR_MILLIS;
    for (int i = 0; i < entries; i++) {
      int first = i * PER_ENTRY;
      List<QueueRecord> records = new ArrayList<>();
      IntStream.range(first, first + PER_ENTRY)
          .forEach(
              o ->
                  records.add(
                      new QueueRecord(stream, o, receivedAt + o, ("v" + o).getBytes(UTF_8))));
      long before = redis.highWater(stream).join();
      long end = StreamPosition.of(0, first + PER_ENTRY - 1);
      redis
          .append(
              stream,
              before,
              List.of(new StreamEntry(end, Frame.encode(before, records, Compression.DEFLATE))))
          .join();
    }
  }

  private CliRun run(String... args) {
    List<String> all = new ArrayList<>(List.of("queue"));
    all.addAll(List.of(args));
    all.addAll(List.of("--redis.uri", server.uri(), "--queue.key.prefix", prefix));
    return CliRun.of(folder, all.toArray(String[]::new));
  }

  private JsonNode json(int exitCode, String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("-o", "json"));
    CliRun run = run(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    return JSON.readTree(run.out());
  }

  @Test
  void statusShowsTheBacklog() throws IOException {
    append(STREAM, 5);
    append(new StreamId("behavior.login", 0), 1);
    redis.release(STREAM, StreamPosition.of(0, 14), StreamPosition.of(0, 9)).join();
    redis
        .putStatus("{\"achieved\":{\"over1s\":12.5},\"readers\":[{}]}", Duration.ofMinutes(1))
        .join();
    JsonNode status = json(0, "status");
    assertThat(status.get("waiting").asLong()).isEqualTo(45);
    assertThat(status.get("takenPerSecond").asDouble()).isEqualTo(12.5);
    assertThat(status.get("appendedPerSecond").asDouble()).isZero();
    JsonNode stream = status.get("streams").get(0);
    assertThat(stream.get("stream").asText()).isEqualTo(STREAM.toString());
    assertThat(stream.get("state").asText()).isEqualTo("waiting");
    assertThat(stream.get("waiting").asLong()).isEqualTo(35);
    assertThat(stream.get("entries").asLong()).isEqualTo(4);
    assertThat(stream.get("trimmedOffset").asLong()).isEqualTo(9);
    assertThat(stream.get("takenOffset").asLong()).isEqualTo(14);
    assertThat(stream.get("appendedOffset").asLong()).isEqualTo(49);
    assertThat(stream.get("lagMillis").asLong()).isBetween(34L, 5_000L);
    assertThat(stream.get("oldestAgeMillis").asLong()).isGreaterThan(HOUR_MILLIS - 1_000);
    assertThat(stream.get("waitingBytes").asLong())
        .isPositive()
        .isLessThan(stream.get("memoryBytes").asLong());

    CliRun text = run("status");
    assertThat(text.out()).contains("STREAM", "35", "taken 13/s", "45 waiting", "in 2 streams");
    assertThat(text.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(run("status", "--wide").out().lines()).allMatch(line -> line.length() <= 120);
    assertThat(run("status", "--watch", "0.1", "--times", "3").out().lines())
        .filteredOn(line -> line.startsWith("STREAM"))
        .hasSize(3);
    assertThat(run("status", "--watch", "0").exitCode()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void statusOfAnEmptyQueue() {
    assertThat(run("status").out()).contains("no streams");
    assertThat(run("status").exitCode()).isZero();
  }

  @Test
  void peekUnpacksEntriesAndShowsBrokenOnes() throws IOException {
    append(STREAM, 3);
    String key = prefix + ":{" + STREAM + "}:s";
    String id = StreamPosition.entryId(StreamPosition.of(0, 39));
    admin.call(
        "EVAL",
        "return redis.call('XADD', KEYS[1], ARGV[1], 'f', 'no frame at all')",
        "1",
        key,
        id);
    CliRun some = run("peek", STREAM.toString(), "--from", "8", "--to", "11");
    assertThat(some.exitCode()).isZero();
    assertThat(some.out().lines())
        .hasSize(6)
        .anyMatch(line -> line.startsWith("  8  ") && line.endsWith("  v8"))
        .anyMatch(line -> line.contains("offsets 10 to 19 (10 records)"));
    List<String> offsets = new ArrayList<>();
    for (String line :
        run("peek", STREAM.toString(), "-n", "13", "-o", "json").out().lines().toList()) {
      offsets.add(JSON.readTree(line).get("offset").asText());
    }
    assertThat(offsets).hasSize(13).startsWith("0").endsWith("12");
    CliRun broken = run("peek", STREAM.toString(), "--from", "29", "-o", "json");
    assertThat(broken.exitCode()).isEqualTo(ExitCodes.FINDINGS);
    assertThat(broken.out()).contains("\"value\":\"v29\"", "\"broken\":", id);
    assertThat(run("peek", STREAM.toString(), "--from", "29").out()).contains("BROKEN");
    assertThat(run("peek", "behavior.none:0").out()).startsWith("no records in this range");
  }

  @Test
  void doctorFindsNothingInAHealthyQueue() throws IOException {
    append(STREAM, 40);
    redis.release(STREAM, StreamPosition.of(0, 100), StreamPosition.of(0, 19)).join();
    CliRun good = run("doctor");
    assertThat(good.out())
        .isEqualToIgnoringNewLines("good: 1 server, 1 stream, 32 entries examined");
    assertThat(good.exitCode()).isZero();
    assertThat(json(0, "doctor", "--deep").get("entries").asInt()).isEqualTo(38);
  }

  /** Runs the command as the process does; no output may remain in a buffer. */
  @Test
  void outputIsFlushed() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exitCode =
        Renwu.run(
            new CliContext(Map.of(), folder, folder, "somebody"),
            new PrintStream(out, false, UTF_8),
            System.err,
            "queue",
            "doctor",
            "--redis.uri",
            server.uri(),
            "--queue.key.prefix",
            prefix);
    assertThat(exitCode).isZero();
    assertThat(out.toString(UTF_8)).startsWith("good:");
  }

  @Test
  void doctorReportsEveryProblem() throws IOException {
    append(STREAM, 3);
    String keys = prefix + ":{" + STREAM + "}:";
    admin.commands().set(keys + "h", Long.toString(StreamPosition.of(0, 59)));
    admin.commands().set(prefix + ":{behavior.gone:0}:h", "7");
    admin.commands().lpush(prefix + ":control:rules", "{]");
    JsonNode found =
        json(1, "doctor", "--queue.max.records", "5", "--queue.wait.replicas", "1").get("findings");
    assertThat(found.findValuesAsText("check"))
        .containsExactly("replicas", "control", "chain", "orphan", "queue.max.records");
    assertThat(found.findValuesAsText("severity"))
        .containsExactly("error", "error", "error", "warning", "warning");
    admin.commands().del(keys + "h");
    admin.commands().hset(keys + "h", "a", "b");
    CliRun text = run("doctor");
    assertThat(text.exitCode()).isEqualTo(ExitCodes.FINDINGS);
    assertThat(text.out()).contains("WRONGTYPE", "2 errors, 1 warning");
  }

  @Test
  void trimRemovesOnlyReadEntriesAndOnlyIfConfirmed() throws IOException {
    append(STREAM, 5);
    redis.release(STREAM, StreamPosition.of(0, 34), 0).join();
    String stream = STREAM.toString();
    assertThat(json(0, "trim", stream, "--keep", "2h").get("entries").asInt()).isZero();
    JsonNode plan = json(0, "trim", "--all", "--keep", "10m");
    assertThat(run("trim", "--all", "--keep", "10m").out().lines())
        .allMatch(line -> line.length() <= 80);
    assertThat(plan.get("done").asBoolean()).isFalse();
    assertThat(plan.get("entries").asInt()).isEqualTo(3);
    assertThat(plan.get("records").asInt()).isEqualTo(30);
    assertThat(plan.get("untaken").asInt()).isZero();
    assertThat(plan.get("streams").get(0).get("keepsFrom").asInt()).isEqualTo(30);
    assertThat(redis.length(STREAM).join()).isEqualTo(5);
    assertThat(run("trim", stream, "--up-to", "9", "--yes").out()).contains("removed 10 records");
    assertThat(redis.readerMarks(STREAM).join())
        .isEqualTo(new ReaderMarks(StreamPosition.of(0, 9), StreamPosition.of(0, 34)));
    assertThat(run("trim", stream, "--keep", "0s", "--yes").out()).contains("removed 20 records");
    assertThat(redis.length(STREAM).join()).isEqualTo(2);
    assertThat(run("trim", stream, "--keep", "0s", "--yes").out()).contains("nothing to remove");
  }

  @Test
  void trimDeletesUnreadEntriesOnlyWithBothOptions() {
    append(STREAM, 5);
    redis.release(STREAM, StreamPosition.of(0, 14), 0).join();
    String stream = STREAM.toString();
    CliRun refused = run("trim", stream, "--up-to", "29", "--yes");
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(refused.err()).contains("offsets up to 14", "--give-up-untaken");
    assertThat(run("trim", stream, "--up-to", "29", "--give-up-untaken").out())
        .contains("would remove 30 records", "15 of them are NOT taken");
    assertThat(redis.length(STREAM).join()).isEqualTo(5);
    CliRun done = run("trim", stream, "--up-to", "29", "--give-up-untaken", "--yes");
    assertThat(done.exitCode()).isZero();
    assertThat(redis.length(STREAM).join()).isEqualTo(2);
    assertThat(redis.readerMarks(STREAM).join())
        .isEqualTo(new ReaderMarks(StreamPosition.of(0, 29), StreamPosition.of(0, 14)));
  }

  @Test
  void trimRefusesIncompleteOptions() {
    assertThat(run("trim").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run("trim", "--all").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run("trim", "--all", "--up-to", "3").exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run("trim", "--all", "--keep", "1m", "--give-up-untaken").exitCode())
        .isEqualTo(ExitCodes.USAGE);
    assertThat(run("trim", "behavior.none:0", "--keep", "1m").err()).contains("has no stream");
  }
}
