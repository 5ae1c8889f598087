package io.renwu.function;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** The log of all accepted tasks. Only the rule gate writes it. */
@FunctionalInterface
public interface CatalogLog extends Serializable {
  /**
   * Opens the log for writing. Sessions that were opened before can no longer write.
   *
   * @throws IOException if the log cannot be opened and read to its end within a bounded time
   */
  Session open() throws IOException;

  /** An open log. Not thread-safe. */
  interface Session extends AutoCloseable {
    /** The entries that were valid when the log was opened, in the order of writing. */
    List<CatalogEntry> entries();

    /**
     * The offset in the rules topic up to which all records are known to be answered, or {@link
     * CatalogEntry#UNKNOWN}.
     */
    long answeredThrough();

    /**
     * Writes atomically. After this returns, the entries are durable and visible to all readers.
     *
     * @param removed keys of entries that are no longer valid
     * @throws IOException if the write may have failed; the session cannot be used any more
     */
    void write(List<CatalogEntry> entries, List<String> removed) throws IOException;

    @Override
    void close();
  }
}
