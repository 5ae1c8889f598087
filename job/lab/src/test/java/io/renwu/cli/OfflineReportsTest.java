package io.renwu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the JSON of commands that need no server with recorded files. */
class OfflineReportsTest {
  private static final String LOGINS =
      """
      {"taskId": "three-logins", "version": %d, "period": {"unit": "DAY"},
       "schedule": {"startAt": "2020-11-01T00:00:00Z", "endAt": "2020-11-11T00:00:00Z"},
       "objectives": [{"id": "logins", "behaviors": ["login"], "target": %d}],
       "rewards": [{"rewardId": "points", "type": "POINTS", "amount": 2.50}]}
      """;
  private static final String COMMENT =
      """
      {"taskId": "a-comment", "version": 1,
       "objectives": [{"id": "comments", "behaviors": ["comment"], "target": 1}],
       "rewards": [{"rewardId": "points", "type": "COINS", "amount": 1000}]}
      """;

  /** 2020-11-02T10:00:00Z. */
  private static final long START_MILLIS = 1_604_311_200_000L;

  @TempDir private Path folder;

  @BeforeEach
  void tasks() throws IOException {
    write("tasks/a.json", COMMENT);
    write("tasks/b.json", LOGINS.formatted(1, 2));
  }

  @Test
  void validate() throws IOException {
    write("tasks/c.json", "{\"taskId\":\"A!\",\"version\":0}");
    compare("validate", "validate", "tasks", "--now", "2026-12-01T00:00:00Z");
    compare(
        "validate-costs", "validate", "tasks", "--users", "1000", "--now", "2026-12-01T00:00:00Z");
  }

  @Test
  void check() throws IOException {
    compare("check-nothing", "check", "tasks");
    write(
        "tasks/x.test.yaml",
        """
        tests:
          - {name: good, steps: [{do: comment, expect: {grants: [{taskId: a-comment}]}}]}
          - {name: bad, steps: [{do: comment, expect: {grants: []}}]}
        """);
    write("tasks/y.test.yaml", "{tests: [{name: x, tasks: [one], steps: []}]}");
    compare("check", "check", "tasks");
  }

  @Test
  void diff() throws IOException {
    write("after/b.json", LOGINS.formatted(2, 3));
    write("after/c.json", COMMENT.replace("a-comment", "b-comment"));
    compare("diff", "diff", "tasks", "after");
    compare("diff-nothing", "diff", "tasks", "tasks");
  }

  @Test
  void simulateAndExplain() throws IOException {
    write(
        "events.jsonl",
        event("e1", "login", 0)
            + event("e1", "login", 0)
            + event("e2", "login", 1)
            + event("e3", "login", 2)
            + event("e4", "comment", 3)
            + "nonsense\n");
    compare(
        "simulate", "simulate", "--tasks", "tasks", "--events", "events.jsonl", "--out", "outputs");
    compare(
        "explain",
        "explain",
        "u1",
        "three-logins",
        "--decisions",
        "outputs/decisions.jsonl",
        "--tasks",
        "tasks");
  }

  private static String event(String id, String behavior, int second) {
    return """
        {"eventId":"%s","userId":"u1","behavior":"%s","time":%d,"attributes":{}}
        """
        .formatted(id, behavior, START_MILLIS + second * 1000L);
  }

  private void compare(String name, String... command) {
    String[] arguments = new String[command.length + 2];
    for (int i = 0; i < command.length; i++) {
      boolean file = Files.exists(folder.resolve(command[i])) || command[i].startsWith("outputs");
      arguments[i] = file ? folder.resolve(command[i]).toString() : command[i];
    }
    arguments[command.length] = "-o";
    arguments[command.length + 1] = "json";
    CliRun run = CliRun.of(folder, arguments);
    assertThat(run.out()).as(run.err()).isNotEmpty();
    GoldenReport.assertText(name, run.out().replace(folder.toString(), "FOLDER"));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
