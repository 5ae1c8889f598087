package io.renwu.function;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A catalog in memory: the last session that was opened can write. */
final class FakeCatalog implements CatalogLog, TaskTopicReader {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, CatalogEntry> entries = new LinkedHashMap<>();
  private final transient List<List<CatalogEntry>> writes = new ArrayList<>();
  private transient FakeSession last;
  private transient boolean broken;

  FakeCatalog with(String... documents) {
    for (String document : documents) {
      Documents.accepted(document).forEach(entry -> entries.put(entry.key(), entry));
    }
    return this;
  }

  /** What was written, each time. */
  List<List<CatalogEntry>> writes() {
    return writes;
  }

  CatalogEntry entry(String key) {
    return entries.get(key);
  }

  /** Lets nobody write any more. */
  void breakIt() {
    broken = true;
  }

  @Override
  public List<CatalogEntry> readToEnd() {
    return List.copyOf(entries.values());
  }

  @Override
  public Session open() {
    last = new FakeSession(readToEnd());
    return last;
  }

  private final class FakeSession implements Session {
    private final List<CatalogEntry> read;

    FakeSession(List<CatalogEntry> read) {
      this.read = read;
    }

    @Override
    public List<CatalogEntry> entries() {
      return read;
    }

    @Override
    public long answeredThrough() {
      return read.stream().mapToLong(CatalogEntry::offset).max().orElse(CatalogEntry.UNKNOWN);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // it is about this very session
    public void write(List<CatalogEntry> added, List<String> removed) throws IOException {
      if (broken || last != this) {
        throw new IOException("cannot write");
      }
      removed.forEach(entries::remove);
      for (CatalogEntry entry : added) {
        entries.remove(entry.key());
        entries.put(entry.key(), entry);
      }
      writes.add(List.copyOf(added));
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
