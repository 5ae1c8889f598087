package io.renwu.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.model.Schedule;
import io.renwu.model.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents in {@code task-rules} are a valid set of tasks, all active from the start. */
class SampleTasksTest {
  private static final List<String> BEHAVIORS =
      List.of(
          "register", "login", "check-in", "comment", "favorite", "subscribe", "complete-profile");

  @Test
  void sampleTasksAreAccepted() throws IOException {
    TaskCatalog catalog = TaskCatalog.empty();
    for (Path file : files()) {
      for (ParsedDocument parsed : TaskDocuments.parse(Files.readAllBytes(file))) {
        assertThat(parsed.violations()).as("%s", file).isEmpty();
        Offer offer = catalog.offer(parsed.task());
        assertThat(offer.outcome()).as("%s", offer).isEqualTo(Offer.Outcome.ACCEPTED);
        catalog = offer.catalog();
      }
    }
    assertThat(TaskSetCheck.check(catalog.tasks())).isEmpty();
    assertThat(BEHAVIORS).allMatch(catalog::names);
    for (Task task : catalog.tasks()) {
      assertThat(task.status()).isEqualTo(Task.Status.ACTIVE);
      assertThat(task.schedule()).isEqualTo(Schedule.ALWAYS);
      assertThat(task.effectiveAt()).isEqualTo(Instant.MIN);
      assertThat(task.name()).containsOnlyKeys("en", "zh-CN");
    }
  }

  @Test
  void examplesOfTheGrammarAreValid() throws IOException {
    String text = Files.readString(Path.of("..", "task-rules", "README.md"));
    Matcher example = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(text);
    int examples = 0;
    while (example.find()) {
      byte[] document = example.group(1).getBytes(StandardCharsets.UTF_8);
      assertThat(TaskDocuments.parse(document))
          .singleElement()
          .satisfies(parsed -> assertThat(parsed.violations()).as(parsed.text()).isEmpty());
      examples++;
    }
    assertThat(examples).isGreaterThan(5);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "task-rules"))) {
      return new ArrayList<>(files.filter(SampleTasksTest::isDocument).toList());
    }
  }

  private static boolean isDocument(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".json") && !name.endsWith(".schema.json");
  }
}
