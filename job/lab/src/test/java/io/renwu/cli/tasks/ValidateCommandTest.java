package io.renwu.cli.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.cli.CliRun;
import io.renwu.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
  private static final String GOOD =
      "{\"taskId\":\"%s\",\"version\":%s,\"objectives\":"
          + "[{\"id\":\"o\",\"behaviors\":[\"login\"],\"target\":1}]}";

  @TempDir private Path folder;

  @Test
  void acceptsAGoodSet() throws IOException {
    file("tasks/a.json", GOOD.formatted("a", 1));
    file("tasks/deeper/b.json", "[" + GOOD.formatted("b", 1) + "," + GOOD.formatted("b", 2) + "]");
    file("tasks/task.schema.json", "{}");
    file("tasks/.hidden.json", "{}");

    CliRun run = validate("tasks");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualToIgnoringNewLines("3 documents in 2 files: good");
  }

  @Test
  void reportsEveryViolationOfEveryDocument() throws IOException {
    Path broken = file("tasks/broken.json", "{");
    Path several =
        file(
            "tasks/several.json",
            "[" + GOOD.formatted("a", 1) + ",\n{\"taskId\":\"A!\",\"version\":0}]");
    Path again = file("tasks/zagain.json", GOOD.formatted("a", 1).replace("login", "comment"));

    CliRun run = validate("tasks");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.FINDINGS);
    assertThat(run.out().lines())
        .anyMatch(line -> line.startsWith(broken + ":1:2: error: found "))
        .anyMatch(line -> line.startsWith(several + ":2:11: error: /taskId: found "))
        .anyMatch(line -> line.startsWith(several + ":2:26: error: /version: found "))
        .anyMatch(line -> line.startsWith(several + ":2:1: error: /objectives: found "))
        .anyMatch(line -> line.startsWith(again + ":1:25: error: /version: "))
        .noneMatch(line -> line.startsWith(several + ":1:"));
  }

  @Test
  void checksTheSetAsAWhole() throws IOException {
    Path file =
        file(
            "locked.json",
            GOOD.formatted("locked", 1)
                .replace("{\"taskId\"", "{\"preconditions\":[\"nowhere\"],\"taskId\""));

    CliRun run = CliRun.of(folder, "validate", "-o", "json", file.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCodes.FINDINGS);
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.get("documents").intValue()).isEqualTo(1);
    assertThat(json.at("/findings/0/file").textValue()).isEqualTo(file.toString());
    assertThat(json.at("/findings/0/taskId").textValue()).isEqualTo("locked");
    assertThat(json.at("/findings/0/pointer").textValue()).startsWith("/preconditions");
    assertThat(json.at("/findings/0/line").intValue()).isEqualTo(1);
    assertThat(json.at("/findings/0/column").intValue()).isEqualTo(19);
    assertThat(json.at("/findings/0/severity").textValue()).isEqualTo("error");
  }

  @Test
  void warnsOfLikelyMistakes() throws IOException {
    Path file =
        file(
            "past.json",
            GOOD.formatted("past", 1)
                .replace(
                    "{\"taskId\"",
                    "{\"schedule\":{\"endAt\":\"2026-12-01T00:00:00Z\"},\n\"taskId\""));
    String[] late = {"validate", file.toString(), "--now", "2026-12-01T00:00:00Z"};

    CliRun run = CliRun.of(folder, late);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .anyMatch(
            line ->
                line.startsWith(file + ":1:22: warning: /schedule/endAt: found ")
                    && line.endsWith("[past-schedule]"))
        .last()
        .isEqualTo("1 document in 1 file: good, 1 warning");
    assertThat(CliRun.of(folder, with(late, "--strict")).exitCode()).isEqualTo(ExitCodes.FINDINGS);
    assertThat(CliRun.of(folder, with(late, "--strict", "--no-lint")).out())
        .isEqualToIgnoringNewLines("1 document in 1 file: good");
    JsonNode json = new ObjectMapper().readTree(CliRun.of(folder, with(late, "-o", "json")).out());
    assertThat(json.at("/warnings").intValue()).isEqualTo(1);
    assertThat(json.at("/findings/0/severity").textValue()).isEqualTo("warning");
    assertThat(json.at("/findings/0/code").textValue()).isEqualTo("past-schedule");
    String[] early = {"validate", file.toString(), "--now", "2026-11-30T23:59:59Z", "--strict"};
    assertThat(CliRun.of(folder, early).exitCode()).isZero();
  }

  @Test
  void printsTheMostThatTasksCanCost() throws IOException {
    Path file =
        file(
            "daily.json",
            GOOD.formatted("daily", 1)
                .replace(
                    "{\"taskId\"",
                    "{\"period\":{\"unit\":\"DAY\"},\"rewards\":[{\"rewardId\":\"p\","
                        + "\"type\":\"POINTS\",\"amount\":2.5}],\"taskId\""));

    CliRun run = CliRun.of(folder, "validate", file.toString(), "--users", "1000");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().map(line -> line.trim().replaceAll(" +", " ")))
        .contains("daily POINTS 2500 each DAY unbounded", "(all) POINTS - unbounded");
    String[] json = {"validate", file.toString(), "--users", "1000", "-o", "json"};
    JsonNode costs = new ObjectMapper().readTree(CliRun.of(folder, json).out()).get("costs");
    assertThat(costs.at("/0/perPeriod").intValue()).isEqualTo(2500);
    assertThat(costs.at("/0/inAll").isNull()).isTrue();
    assertThat(CliRun.of(folder, "validate", file.toString(), "--users", "-1").exitCode())
        .isEqualTo(ExitCodes.USAGE);
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void refusesFoldersWithoutDocuments() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    CliRun run = validate("empty");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("holds no *.json file");
  }

  private CliRun validate(String place) {
    return CliRun.of(folder, "validate", folder.resolve(place).toString());
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
