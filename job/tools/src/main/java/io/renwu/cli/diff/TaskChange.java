package io.renwu.cli.diff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changes of one task.
 *
 * @param before the version before, or null where there is none
 * @param after the version after, or null where there is none
 * @param effects what that means for users, a sentence each
 */
public record TaskChange(
    String taskId, Integer before, Integer after, Kind kind, List<String> effects) {
  /** What kind of change it is. */
  public enum Kind {
    NEW,
    CHANGED,
    /** Cannot follow the version before: publishing it would be refused. */
    REFUSED,
    /** Not among the documents any more, which ends nothing. */
    MISSING
  }

  public TaskChange {
    effects = List.copyOf(effects);
  }

  /** For people. */
  public String text() {
    StringBuilder text = new StringBuilder(taskId);
    text.append(' ').append(kind).append(' ');
    text.append(before == null ? "" : "version " + before);
    text.append(before != null && after != null ? " → " : "");
    text.append(after == null ? "" : (before == null ? "version " : "") + after);
    effects.forEach(effect -> text.append("\n  ").append(effect));
    return text.toString();
  }

  /** For programs. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("taskId", taskId);
    json.put("kind", kind.name());
    json.put("before", before);
    json.put("after", after);
    json.put("effects", effects);
    return json;
  }
}
