package io.renwu.function;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Reads what is published, so that a task function knows its tasks before its first event. */
@FunctionalInterface
public interface TaskTopicReader extends Serializable {
  /**
   * The published documents that the topic holds at this moment, in its order.
   *
   * @throws IOException where the topic cannot be read to its end
   */
  List<byte[]> readToEnd() throws IOException;
}
