package io.renwu.cli.check;

import io.renwu.catalog.TaskCatalog;
import io.renwu.model.DeadLetter;
import io.renwu.model.DecisionCode;
import io.renwu.model.Task;
import io.renwu.model.Timestamps;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses a test file; refuses unknown tasks, objectives and fields. */
final class TestParser {
  private static final String DEFAULT_USER = "user-1";

  private static final List<String> GRANT_FIELDS =
      List.of(
          "grantId",
          "userId",
          "taskId",
          "version",
          "period",
          "completion",
          "tier",
          "attempt",
          "rewardId",
          "type",
          "amount",
          "attributes",
          "outcome",
          "shadow",
          "revoked",
          "eventId",
          "time");

  private final String file;

  /** The objectives of all versions, by task. */
  private final Map<String, Set<String>> objectives = new TreeMap<>();

  TestParser(String file, TaskCatalog catalog) {
    this.file = file;
    for (Task task : catalog.tasks()) {
      Set<String> ids = objectives.computeIfAbsent(task.taskId(), id -> new LinkedHashSet<>());
      task.objectives().forEach(objective -> ids.add(objective.id()));
    }
  }

  /**
   * The tests of a file.
   *
   * @throws TestFileException if the file is invalid
   */
  List<TestCase> parse(byte[] yaml) {
    YamlNode tests = required(YamlNode.parse(yaml).fields("tests"), "tests", 1);
    List<TestCase> cases = new ArrayList<>();
    for (YamlNode test : tests.elements()) {
      cases.add(test(test));
    }
    return cases;
  }

  private TestCase test(YamlNode node) {
    Map<String, YamlNode> fields =
        node.fields("name", "tasks", "user", "timezone", "steps", "expect");
    Set<String> tasks = new LinkedHashSet<>();
    if (fields.containsKey("tasks")) {
      fields.get("tasks").elements().forEach(task -> tasks.add(taskId(task, task.text())));
    }
    String user = text(fields, "user", DEFAULT_USER);
    String timezone = optional(fields, "timezone");
    List<TestStep> steps = new ArrayList<>();
    for (YamlNode step : required(fields, "steps", node.line()).elements()) {
      steps.add(step(step, tasks, user, timezone));
    }
    return new TestCase(
        file,
        node.line(),
        required(fields, "name", node.line()).text(),
        tasks,
        List.copyOf(steps),
        expectation(fields.get("expect"), tasks));
  }

  private TestStep step(YamlNode node, Set<String> tasks, String user, @Nullable String timezone) {
    Map<String, YamlNode> fields =
        node.fields(
            "at",
            "after",
            "do",
            "user",
            "timezone",
            "eventId",
            "with",
            "receivedAfter",
            "times",
            "expect");
    if (fields.containsKey("at") && fields.containsKey("after")) {
      throw fields.get("after").wrong("no 'after' beside 'at'");
    }
    return new TestStep(
        node.line(),
        fields.containsKey("at") ? instant(fields.get("at")) : null,
        fields.containsKey("after") ? duration(fields.get("after")) : null,
        optional(fields, "do"),
        text(fields, "user", user),
        fields.containsKey("timezone") ? optional(fields, "timezone") : timezone,
        optional(fields, "eventId"),
        attributes(fields.get("with")),
        fields.containsKey("receivedAfter") ? duration(fields.get("receivedAfter")) : Duration.ZERO,
        fields.containsKey("times") ? times(fields.get("times")) : 1,
        expectation(fields.get("expect"), tasks));
  }

  private @Nullable ExpectedOutputs expectation(@Nullable YamlNode node, Set<String> tasks) {
    if (node == null) {
      return null;
    }
    Map<String, YamlNode> fields =
        node.fields("decision", "decisions", "progress", "grants", "deadLetter");
    Map<String, String> decisions = new LinkedHashMap<>();
    if (fields.containsKey("decision")) {
      YamlNode decision = fields.get("decision");
      decisions.put(onlyTask(decision, tasks), code(decision));
    }
    if (fields.containsKey("decisions")) {
      fields
          .get("decisions")
          .fields()
          .forEach((task, code) -> decisions.put(taskId(code, task), code(code)));
    }
    YamlNode letter = fields.get("deadLetter");
    return new ExpectedOutputs(
        decisions,
        progress(fields.get("progress"), tasks),
        grants(fields.get("grants"), tasks),
        letter == null ? null : constant(letter, DeadLetter.Reason.values()));
  }

  /** Progress by task and objective; a plain number means the only objective of the only task. */
  private Map<String, Map<String, BigDecimal>> progress(
      @Nullable YamlNode node, Set<String> tasks) {
    Map<String, Map<String, BigDecimal>> progress = new LinkedHashMap<>();
    if (node == null) {
      return progress;
    }
    if (node.value() instanceof BigDecimal) {
      String task = onlyTask(node, tasks);
      progress.put(task, byObjective(node, task));
      return progress;
    }
    for (Map.Entry<String, YamlNode> entry : node.fields().entrySet()) {
      String task = taskId(entry.getValue(), entry.getKey());
      progress.put(task, byObjective(entry.getValue(), task));
    }
    return progress;
  }

  private Map<String, BigDecimal> byObjective(YamlNode node, String task) {
    Set<String> known =
        Objects.requireNonNull(objectives.get(task), "the task's id has been checked");
    if (node.value() instanceof BigDecimal number) {
      if (known.size() != 1) {
        throw node.wrong("a number for each of the objectives " + String.join(", ", known));
      }
      return Map.of(known.iterator().next(), number);
    }
    Map<String, BigDecimal> byObjective = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : node.fields().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw entry.getValue().wrong("one of the objectives " + String.join(", ", known));
      }
      byObjective.put(entry.getKey(), entry.getValue().number());
    }
    return byObjective;
  }

  /** Grants by some of their fields; a plain text is a rewardId. */
  private @Nullable List<Map<String, Object>> grants(@Nullable YamlNode node, Set<String> tasks) {
    if (node == null) {
      return null;
    }
    List<Map<String, Object>> grants = new ArrayList<>();
    for (YamlNode grant : node.elements()) {
      if (grant.value() instanceof String rewardId) {
        grants.add(Map.of("rewardId", rewardId));
        continue;
      }
      Map<String, YamlNode> fields = grant.fields(GRANT_FIELDS.toArray(String[]::new));
      if (fields.containsKey("taskId")) {
        String task = taskId(fields.get("taskId"), fields.get("taskId").text());
        if (!tasks.isEmpty() && !tasks.contains(task)) {
          throw fields.get("taskId").wrong("one of the test's tasks " + String.join(", ", tasks));
        }
      }
      Map<String, Object> plain = new LinkedHashMap<>();
      fields.forEach((name, value) -> plain.put(name, value.plain()));
      grants.add(plain);
    }
    return grants;
  }

  private String taskId(YamlNode place, String taskId) {
    if (!objectives.containsKey(taskId)) {
      throw new TestFileException(
          place.line(),
          place.path() + ": found the task '" + taskId + "', expected one of the set");
    }
    return taskId;
  }

  private static String onlyTask(YamlNode node, Set<String> tasks) {
    if (tasks.size() != 1) {
      throw node.wrong("a value by task, as the test does not name one task in 'tasks'");
    }
    return tasks.iterator().next();
  }

  private static String code(YamlNode node) {
    return ExpectedOutputs.NONE.equals(node.value())
        ? ExpectedOutputs.NONE
        : constant(node, DecisionCode.values());
  }

  private static String constant(YamlNode node, Enum<?>... constants) {
    for (Enum<?> constant : constants) {
      if (constant.name().equals(node.value())) {
        return constant.name();
      }
    }
    throw node.wrong(
        "one of " + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", ")));
  }

  private static Map<String, Object> attributes(@Nullable YamlNode node) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (node != null) {
      node.fields().forEach((name, value) -> attributes.put(name, value.plain()));
    }
    return attributes;
  }

  private static Instant instant(YamlNode node) {
    return Timestamps.parse(node.value()).orElseThrow(() -> node.wrong(Timestamps.EXPECTED));
  }

  private static Duration duration(YamlNode node) {
    try {
      return Duration.parse(node.text());
    } catch (DateTimeException notADuration) {
      throw node.wrong("an ISO 8601 duration such as PT2H or P1D");
    }
  }

  private static int times(YamlNode node) {
    BigDecimal times = node.number();
    if (times.signum() <= 0 || times.stripTrailingZeros().scale() > 0 || times.precision() > 6) {
      throw node.wrong("a whole number from 1 to 999999");
    }
    return times.intValueExact();
  }

  private static String text(Map<String, YamlNode> fields, String name, String otherwise) {
    YamlNode field = fields.get(name);
    return field == null ? otherwise : field.text();
  }

  private static @Nullable String optional(Map<String, YamlNode> fields, String name) {
    YamlNode field = fields.get(name);
    return field == null ? null : field.text();
  }

  private static YamlNode required(Map<String, YamlNode> fields, String name, int line) {
    YamlNode field = fields.get(name);
    if (field == null) {
      throw new TestFileException(line, "found no '" + name + "', expected one");
    }
    return field;
  }
}
