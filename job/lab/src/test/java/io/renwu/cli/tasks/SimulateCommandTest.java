package io.renwu.cli.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.cli.CliRun;
import io.renwu.cli.ExitCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FILES =
      List.of(
          "grants.jsonl",
          "decisions.jsonl",
          "progress.jsonl",
          "dead-letters.jsonl",
          "rule-status.jsonl");

  @TempDir private Path folder;

  @BeforeEach
  void tasks() throws IOException {
    Files.createDirectories(folder.resolve("tasks"));
    Files.writeString(
        folder.resolve("tasks/b.json"),
        """
        {"taskId": "three-logins", "version": 1, "period": {"unit": "DAY"},
         "objectives": [{"id": "logins", "behaviors": ["login"], "target": 3}],
         "rewards": [{"rewardId": "points", "type": "POINTS", "amount": 2.50}]}
        """);
    Files.writeString(
        folder.resolve("tasks/a.json"),
        """
        {"taskId": "a-comment", "version": 1,
         "objectives": [{"id": "comments", "behaviors": ["comment"], "target": 1}]}
        """);
  }

  @Test
  void writesEveryOutput() throws IOException {
    events(
        event("e1", "u1", "login", 0),
        event("e2", "u1", "login", 1),
        "",
        event("e2", "u1", "login", 2),
        event("e3", "u1", "login", 3),
        event("e4", "u1", "nobody-asks", 4),
        event("e5", "u2", "comment", 5));

    CliRun run = simulate("-o", "json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(fields("decisions.jsonl", "/eventId", "/taskId", "/decision"))
        .containsExactly(
            "e1 three-logins COUNTED",
            "e2 three-logins COUNTED",
            "e2 null DUPLICATE",
            "e3 three-logins COUNTED",
            "e5 a-comment COUNTED");
    assertThat(fields("grants.jsonl", "/userId", "/taskId", "/rewardId", "/amount"))
        .containsExactly("u1 three-logins points 2.5", "u2 a-comment null null");
    assertThat(fields("progress.jsonl", "/userId", "/taskId", "/objectives/0/progress", "/status"))
        .containsExactly("u1 three-logins 3 COMPLETED", "u2 a-comment 1 COMPLETED");
    assertThat(fields("rule-status.jsonl", "/taskId", "/status"))
        .containsExactly("a-comment ACCEPTED", "three-logins ACCEPTED");
    JsonNode summary = JSON.readTree(run.out());
    assertThat(summary.get("events").intValue()).isEqualTo(6);
    assertThat(summary.at("/decisions/COUNTED").intValue()).isEqualTo(4);
    assertThat(summary.at("/grants/three-logins").intValue()).isEqualTo(1);
  }

  @Test
  void remembersTheIdsOfManyEvents() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      lines.add(event("e" + i % 300, "u1", "login", i));
      lines.add(event("e" + i % 300, "u11", "login", i));
    }
    events(lines.toArray(String[]::new));

    CliRun run = simulate("-o", "json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode decisions = JSON.readTree(run.out()).get("decisions");
    assertThat(decisions.get("DUPLICATE").intValue()).isEqualTo(600);
    assertThat(decisions.get("COUNTED").intValue()).isEqualTo(6);
    assertThat(decisions.get("ALREADY_COMPLETED").intValue()).isEqualTo(594);
  }

  @Test
  void obeysTheSettings() throws IOException {
    events(event("e1", "u1", "login", 0), event("e1", "u1", "login", 1));

    assertThat(simulate("--deduplication-horizon", "PT0S").exitCode()).isZero();
    assertThat(fields("decisions.jsonl", "/decision")).containsExactly("COUNTED", "COUNTED");

    events(event("e1", "u1", "login", 60_000).replace("}}", "},\"receivedAt\":1795309200000}"));
    simulate("--max-ahead", "59s");
    assertThat(fields("dead-letters.jsonl", "/reason")).containsExactly("TIME_IN_FUTURE");
    simulate("--max-ahead", "60s");
    assertThat(lines("dead-letters.jsonl")).isEmpty();

    CliRun wrong = simulate("--max-ahead", "soon");
    assertThat(wrong.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(wrong.err()).hasLineCount(1).contains("collector.time.max.ahead (command line)");
  }

  @Test
  void brokenLinesBecomeDeadLetters() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<String> expected = new ArrayList<>();
    List<byte[]> originals = new ArrayList<>();
    for (int round = 0; round < 50; round++) {
      for (Broken broken : Broken.all()) {
        bytes.write(utf8(event("e" + round, "u1", "comment", round) + "\n"));
        bytes.write(broken.line());
        bytes.write('\n');
        originals.add(broken.line());
        expected.add((2 * originals.size()) + " " + broken.reason());
      }
    }
    Files.write(folder.resolve("events.jsonl"), bytes.toByteArray());

    CliRun run = simulate();

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(fields("dead-letters.jsonl", "/line", "/reason")).isEqualTo(expected);
    List<JsonNode> letters = lines("dead-letters.jsonl");
    for (int i = 0; i < letters.size(); i++) {
      assertThat(Base64.getDecoder().decode(letters.get(i).get("payload").textValue()))
          .isEqualTo(originals.get(i));
    }
    assertThat(lines("decisions.jsonl")).hasSize(expected.size());
  }

  @Test
  void hugeLinesAreNotKept() throws IOException {
    Files.writeString(
        folder.resolve("events.jsonl"),
        "x".repeat(3 << 20) + "\n" + event("e1", "u1", "comment", 0));

    simulate();

    assertThat(fields("dead-letters.jsonl", "/line", "/reason", "/payload"))
        .containsExactly("1 TOO_LARGE null");
    assertThat(lines("grants.jsonl")).hasSize(1);
  }

  @Test
  void refusedDocumentsAreIgnored() throws IOException {
    Files.writeString(folder.resolve("tasks/c.json"), "{\"taskId\": \"c\", \"version\": 1}");
    events(event("e1", "u1", "comment", 0));

    CliRun run = simulate();

    assertThat(run.exitCode()).isEqualTo(ExitCodes.FINDINGS);
    assertThat(run.err()).contains("c.json:1:1: error: /objectives: found ");
    assertThat(fields("rule-status.jsonl", "/taskId", "/status"))
        .containsExactly("a-comment ACCEPTED", "c REJECTED", "three-logins ACCEPTED");
    assertThat(lines("grants.jsonl")).hasSize(1);
  }

  @Test
  void outputIsTheSameByteForByte() throws IOException {
    long seed = 7;
    Random random = new Random(seed);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      String behavior = random.nextInt(3) == 0 ? "comment" : "login";
      int user = (int) (5_000 * Math.pow(random.nextDouble(), 3));
      events.add(event("e" + random.nextInt(95_000), "u" + user, behavior, i * 10_000L));
    }
    events(events.toArray(String[]::new));

    assertThat(simulate().exitCode()).isZero();
    List<byte[]> first = outputs();
    assertThat(simulate().exitCode()).isZero();
    List<byte[]> second = outputs();

    for (int i = 0; i < FILES.size(); i++) {
      assertThat(second.get(i)).as("seed %s: %s", seed, FILES.get(i)).isEqualTo(first.get(i));
    }
    assertThat(lines("decisions.jsonl")).hasSize(100_000);
    assertThat(lines("progress.jsonl")).hasSizeGreaterThan(5_000);
  }

  @Test
  void namesAMissingFile() {
    CliRun run = simulate();
    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("no such file: ").contains("events.jsonl");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** A line that must become a dead letter, with the reason. */
  private record Broken(byte[] line, String reason) {
    private static Broken of(String line, String reason) {
      return new Broken(utf8(line), reason);
    }

    /** One line for each reason. */
    private static List<Broken> all() {
      return List.of(
          of("\"\"", "NOT_JSON"),
          of("{\"eventId\":\"e", "NOT_JSON"),
          of(event("e", "u", "login", 0) + ",", "NOT_JSON"),
          of(event("e", "u", "login", 0).replace("eventId", "id"), "MISSING_FIELD"),
          of(event("e", "u", "login", 0).replace("\"u\"", "null"), "MISSING_FIELD"),
          of(event("e", "u", "login", 0).replace("behavior", "type"), "MISSING_FIELD"),
          of(event("e", "u", "Log In", 0), "WRONG_FIELD"),
          of(event("e", "u", "login", 0).replace("\"time\":", "\"time\":0."), "WRONG_FIELD"),
          of(event("e".repeat(129), "u", "login", 0), "WRONG_FIELD"),
          of(event("e", "u", "login", 0).replace("}}", "},\"receivedAt\":0}"), "TIME_IN_FUTURE"),
          of(event("e", "u", "login", 0) + " ".repeat(1 << 16), "TOO_LARGE"),
          new Broken(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'}, "NOT_JSON"));
    }
  }

  private static String event(String id, String user, String behavior, long afterMillis) {
    return "{\"eventId\":\"%s\",\"userId\":\"%s\",\"behavior\":\"%s\",\"time\":%d,\"attributes\":{}}"
        .formatted(id, user, behavior, 1795309200000L + afterMillis);
  }

  private void events(String... lines) throws IOException {
    Files.writeString(folder.resolve("events.jsonl"), String.join("\n", lines));
  }

  private CliRun simulate(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "simulate",
                "--tasks",
                folder.resolve("tasks").toString(),
                "--events",
                folder.resolve("events.jsonl").toString(),
                "--out",
                folder.resolve("out").toString()));
    args.addAll(List.of(more));
    return CliRun.of(folder, args.toArray(String[]::new));
  }

  private List<byte[]> outputs() throws IOException {
    List<byte[]> outputs = new ArrayList<>();
    for (String file : FILES) {
      outputs.add(Files.readAllBytes(folder.resolve("out").resolve(file)));
    }
    return outputs;
  }

  private List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("out").resolve(file))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private List<String> fields(String file, String... pointers) throws IOException {
    List<String> fields = new ArrayList<>();
    for (JsonNode line : lines(file)) {
      List<String> values = new ArrayList<>();
      for (String pointer : pointers) {
        values.add(line.at(pointer).asText());
      }
      fields.add(String.join(" ", values));
    }
    return fields;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
