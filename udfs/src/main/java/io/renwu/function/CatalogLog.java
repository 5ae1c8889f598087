package io.renwu.function;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** The record of all tasks that were accepted, which everybody reads and the gate alone writes. */
@FunctionalInterface
public interface CatalogLog extends Serializable {
  /**
   * Opens it for writing. Whoever had it open can write no more from then on.
   *
   * @throws IOException where that, or to read it to its end, is not possible within a bounded time
   */
  Session open() throws IOException;

  /** The log as one gate has it open. Not thread-safe. */
  interface Session extends AutoCloseable {
    /** What was in force when it was opened, in the order in which it was written. */
    List<CatalogEntry> entries();

    /**
     * The offset in the topic of rules up to which all records are known to have been answered, or
     * {@link CatalogEntry#UNKNOWN}.
     */
    long answeredThrough();

    /**
     * Writes, all of it or nothing; when this returns, it is there for every reader and for good.
     *
     * @param removed keys of entries that hold no longer
     * @throws IOException where it is not known to be written: the session is of no use any more
     */
    void write(List<CatalogEntry> entries, List<String> removed) throws IOException;

    @Override
    void close();
  }
}
