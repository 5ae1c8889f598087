package io.renwu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import io.renwu.model.Task;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The random tasks are tasks that could have been published. */
class RandomTasksTest {
  private static final int SETS = 2_000;

  @Test
  void eachComesFromADocumentThatIsAccepted() {
    for (long seed = 0; seed < SETS; seed++) {
      Random random = new Random(seed);
      for (Task task : new RandomTasks(random, new RandomCalendar(random)).tasks()) {
        String json = TaskText.json(task);
        List<ParsedDocument> documents = TaskDocuments.parse(json.getBytes(StandardCharsets.UTF_8));
        assertThat(documents).hasSize(1);
        assertThat(documents.get(0).violations()).as(json).isEmpty();
        assertThat(documents.get(0).task()).as(json).isEqualTo(task);
      }
      assertThat(ContractCase.of(seed).catalog().tasks()).isNotEmpty();
    }
  }
}
