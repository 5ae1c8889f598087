package io.renwu.document;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the ids of tasks, objectives and rewards. */
public final class IdParser {
  /** The form of a task's id. */
  public static final Pattern TASK_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  static final String TASK_ID_EXPECTED = "a task id: " + TASK_ID;

  private static final int MAX_LENGTH = 128;

  private IdParser() {}

  /** The id of a task. */
  static @Nullable String taskId(DocumentCursor field) {
    return field.matching(TASK_ID, TASK_ID_EXPECTED);
  }

  /** The id of an objective or a reward, which must differ from those read before. */
  static @Nullable String unique(DocumentCursor field, UniqueNames ids) {
    String id = field.text(1, MAX_LENGTH);
    ids.add(field, id);
    return id;
  }
}
