package io.renwu.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.model.Event;
import io.renwu.model.Task;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Documents and events for tests; in documents, an apostrophe stands for a quotation mark. */
public final class Fixtures {
  public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Fixtures() {}

  /** A document with one objective, which counts comments, and further fields. */
  static String document(String taskId, int version, String more) {
    return json(
        "{'taskId': '%s', 'version': %d, 'objectives': [{'id': 'o', 'behaviors': ['comment'],"
                .formatted(taskId, version)
            + " 'target': 3}]"
            + (more.isEmpty() ? "" : ", " + more)
            + "}");
  }

  public static String json(String withApostrophes) {
    return withApostrophes.replace('\'', '"');
  }

  static List<ParsedDocument> parse(String json) {
    return TaskDocuments.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  public static Task task(String json) {
    List<ParsedDocument> documents = parse(json);
    assertThat(documents).hasSize(1);
    assertThat(documents.get(0).violations()).isEmpty();
    return documents.get(0).task();
  }

  public static Task task(String taskId, int version, String more) {
    return task(document(taskId, version, more));
  }

  public static Event event(String behavior, Instant time, Map<String, Object> attributes) {
    return Event.of("e-1", "u-7", behavior, time).attributes(attributes).build();
  }
}
