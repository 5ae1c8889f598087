package io.renwu.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import io.renwu.function.CatalogEntry;
import io.renwu.function.CatalogLog;
import io.renwu.function.TaskTopicReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A catalog in this JVM instead of its topic; catalogs of the same name share their entries. */
public final class MemoryCatalog implements CatalogLog, TaskTopicReader {
  private static final long serialVersionUID = 1;
  private static final Map<String, Map<String, CatalogEntry>> ALL = new ConcurrentHashMap<>();

  private final String name;

  /** Creates an empty catalog. */
  public MemoryCatalog(String name) {
    this.name = name;
    ALL.put(name, new LinkedHashMap<>());
  }

  /** Accepts documents. */
  public void accept(List<String> documents) {
    List<CatalogEntry> entries = new ArrayList<>();
    for (String document : documents) {
      for (ParsedDocument parsed : TaskDocuments.parse(document.getBytes(UTF_8))) {
        entries.add(CatalogEntry.accepted(parsed));
      }
    }
    write(entries, List.of());
  }

  private void write(List<CatalogEntry> entries, List<String> removed) {
    Map<String, CatalogEntry> all = ALL.get(name);
    synchronized (all) {
      removed.forEach(all::remove);
      entries.forEach(entry -> all.put(entry.key(), entry));
    }
  }

  @Override
  public List<CatalogEntry> readToEnd() {
    Map<String, CatalogEntry> all = ALL.get(name);
    synchronized (all) {
      return List.copyOf(all.values());
    }
  }

  @Override
  public Session open() {
    List<CatalogEntry> read = readToEnd();
    return new Session() {
      @Override
      public List<CatalogEntry> entries() {
        return read;
      }

      @Override
      public long answeredThrough() {
        return CatalogEntry.UNKNOWN;
      }

      @Override
      public void write(List<CatalogEntry> entries, List<String> removed) {
        MemoryCatalog.this.write(entries, removed);
      }

      @Override
      public void close() {
        // There is nothing to close.
      }
    };
  }
}
