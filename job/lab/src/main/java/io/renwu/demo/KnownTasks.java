package io.renwu.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Task documents that the judge knows, compared without their versions. Immutable. */
final class KnownTasks {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, JsonNode> meanings = new HashMap<>();

  /**
   * @param texts one task document each
   */
  KnownTasks(Collection<String> texts) {
    for (String text : texts) {
      JsonNode document = read(text);
      meanings.put(document.path("taskId").asText(), meaning(document));
    }
  }

  /** The tasks of published documents whose meaning differs from the known one. */
  Set<String> changedBy(byte[] published) {
    Set<String> changed = new TreeSet<>();
    for (ParsedDocument document : TaskDocuments.parse(published)) {
      if (document.task() != null
          && !meaning(read(document.text())).equals(meanings.get(document.taskId()))) {
        changed.add(document.taskId());
      }
    }
    return changed;
  }

  private static JsonNode meaning(JsonNode document) {
    ObjectNode meaning = document.deepCopy();
    meaning.remove("version");
    return meaning;
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a task document is not JSON: " + e.getMessage(), e);
    }
  }
}
