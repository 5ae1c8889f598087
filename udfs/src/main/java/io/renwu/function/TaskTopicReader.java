package io.renwu.function;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Reads the catalog's topic, so that a task function knows its tasks before its first event. */
@FunctionalInterface
public interface TaskTopicReader extends Serializable {
  /**
   * What holds at this moment, in the order in which it was written.
   *
   * @throws IOException where the topic cannot be read to its end within a bounded time
   */
  List<CatalogEntry> readToEnd() throws IOException;
}
