package io.renwu.function;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Reads the catalog's topic, so that a task function has all tasks before its first event. */
@FunctionalInterface
public interface TaskTopicReader extends Serializable {
  /**
   * Reads the currently valid entries, in the order of writing.
   *
   * @throws IOException if the topic cannot be read to its end within a bounded time
   */
  List<CatalogEntry> readToEnd() throws IOException;
}
