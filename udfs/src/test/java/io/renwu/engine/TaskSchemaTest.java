package io.renwu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import io.renwu.model.Task;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The JSON Schema for editors and the parser do not disagree: what the parser takes the schema
 * takes, and what the schema refuses the parser refuses.
 */
class TaskSchemaTest {
  private static final Path TASK_RULES = Path.of("..", "task-rules");
  private static final int SETS = 300;
  private static final int MUTATIONS = 10_000;

  /** What stands in the place of a value when a document is broken. */
  private static final List<String> ODDITIES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1",
          "1.5",
          "1e9",
          "''",
          "'x'",
          "'DAY'",
          "'A b'",
          "[]",
          "{}",
          "['x']",
          "[null]",
          "{'x':1}",
          "'P1D'",
          "'2026-11-22T00:00:00Z'",
          "'STREAK'");

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final JsonSchema schema;

  TaskSchemaTest() throws Exception {
    schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(Files.readString(TASK_RULES.resolve("schema/task.schema.json")));
  }

  @Test
  void takesTheSamplesAndTheExamplesOfTheGrammar() throws Exception {
    List<String> documents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(TASK_RULES)) {
      for (Path file : files.filter(TaskSchemaTest::isDocument).toList()) {
        documents.add(Files.readString(file));
      }
    }
    String grammar = Files.readString(TASK_RULES.resolve("README.md"));
    Matcher example = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(grammar);
    while (example.find()) {
      documents.add(example.group(1));
    }
    assertThat(documents).hasSizeGreaterThan(15);
    for (String document : documents) {
      assertThat(schema.validate(JSON.readTree(document))).as(document).isEmpty();
    }
  }

  @Test
  void takesEveryTaskThatCanBe() throws Exception {
    for (long seed = 0; seed < SETS; seed++) {
      Random random = new Random(seed);
      for (Task task : new RandomTasks(random, new RandomCalendar(random)).tasks()) {
        String json = TaskText.json(task);
        assertThat(schema.validate(JSON.readTree(json))).as(json).isEmpty();
      }
    }
  }

  @Test
  void refusesNothingThatTheParserTakes() throws Exception {
    int refusedByBoth = 0;
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Random random = new Random(i);
      List<Task> tasks = new RandomTasks(random, new RandomCalendar(random)).tasks();
      ObjectNode document = (ObjectNode) JSON.readTree(TaskText.json(tasks.get(0)));
      mutate(document, random);
      String json = document.toString();
      boolean parsed = isParsed(json);
      boolean valid = schema.validate(JSON.readTree(json)).isEmpty();
      assertThat(valid || !parsed).as("document %s: %s", i, json).isTrue();
      refused += parsed ? 0 : 1;
      refusedByBoth += parsed || valid ? 0 : 1;
    }
    assertThat(refusedByBoth)
        .as("of %s that the parser refuses", refused)
        .isGreaterThan(refused / 2);
  }

  private static boolean isDocument(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".json") && !name.endsWith(".schema.json");
  }

  private static boolean isParsed(String json) {
    ParsedDocument document = TaskDocuments.parse(json.getBytes(StandardCharsets.UTF_8)).get(0);
    return document.violations().isEmpty();
  }

  /** Puts an oddity in the place of a value somewhere, takes a field away, or adds one. */
  private static void mutate(ObjectNode document, Random random) throws Exception {
    JsonNode at = document;
    while (random.nextInt(3) > 0 && at.size() > 0) {
      List<JsonNode> inner = new ArrayList<>();
      at.forEach(
          child -> {
            if (child.isContainerNode() && !child.isEmpty()) {
              inner.add(child);
            }
          });
      if (inner.isEmpty()) {
        break;
      }
      at = inner.get(random.nextInt(inner.size()));
    }
    JsonNode oddity =
        JSON.readTree(ODDITIES.get(random.nextInt(ODDITIES.size())).replace('\'', '"'));
    if (at instanceof ArrayNode array) {
      array.set(random.nextInt(array.size()), oddity);
      return;
    }
    ObjectNode object = (ObjectNode) at;
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.set("unknown", oddity);
      default -> object.set(name, oddity);
    }
  }
}
