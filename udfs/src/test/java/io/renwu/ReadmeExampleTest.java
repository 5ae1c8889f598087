package io.renwu;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.catalog.TaskCatalog;
import io.renwu.codec.EventCodec;
import io.renwu.codec.OutputJson;
import io.renwu.document.TaskDocuments;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.EventOutcome;
import io.renwu.engine.LargeSets;
import io.renwu.engine.TaskEngine;
import io.renwu.engine.UserState;
import io.renwu.model.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The grant in the README is what the engine makes of the task and the event before it. */
class ReadmeExampleTest {
  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  @Test
  void theEventEarnsTheGrant() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    List<String> examples =
        EXAMPLE.matcher(readme).results().map((MatchResult found) -> found.group(1)).toList();
    assertThat(examples).hasSize(3);
    TaskCatalog tasks =
        TaskCatalog.empty()
            .offer(TaskDocuments.parse(bytes(examples.get(0))).get(0).task())
            .catalog();
    Event event =
        new EventCodec(Duration.ofMinutes(5))
            .parse(bytes(examples.get(1)), "check-in", Instant.parse("2026-11-22T01:00:00Z"))
            .event();
    EventOutcome outcome =
        new TaskEngine(EngineSettings.DEFAULTS)
            .decide(UserState.empty(), event, tasks, LargeSets.NONE);
    assertThat(outcome.grants())
        .singleElement()
        .satisfies(
            grant ->
                assertThat(new String(OutputJson.grant(grant), StandardCharsets.UTF_8))
                    .isEqualTo(examples.get(2).replaceAll("\n *", "")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
