package io.renwu.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import io.renwu.model.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The current catalog, updated document by document. It depends only on the documents and their
 * order, so that all subtasks hold the same tasks. Not thread-safe.
 */
public final class LiveCatalog {
  private TaskCatalog tasks = TaskCatalog.empty();

  /** The current catalog. */
  public TaskCatalog tasks() {
    return tasks;
  }

  /** Creates a catalog from the entries of the catalog's topic. */
  public static LiveCatalog of(List<CatalogEntry> entries) {
    LiveCatalog catalog = new LiveCatalog();
    entries.forEach(entry -> catalog.apply(RuleUpdate.of(entry)));
    return catalog;
  }

  /** Applies an accepted version or a dropped task; a repeated update changes nothing. */
  void apply(RuleUpdate update) {
    if (update.text() == null) {
      drop(update.taskId());
      return;
    }
    for (ParsedDocument document : TaskDocuments.parse(update.text().getBytes(UTF_8))) {
      Task task = document.task();
      if (task != null) {
        accept(tasks.offer(task));
      }
    }
  }

  /** Replaces the catalog by the one of an offer. */
  void accept(Offer offer) {
    tasks = offer.catalog();
  }

  void drop(String taskId) {
    tasks = tasks.without(taskId);
  }

  /**
   * Adds the documents of unknown tasks from a savepoint. Releases without a catalog topic kept the
   * accepted documents in their savepoints.
   *
   * @param texts accepted documents, in any order
   * @return the added documents, by version
   */
  List<ParsedDocument> adopt(List<String> texts) {
    Set<String> known = new HashSet<>(tasks.dropped());
    tasks.tasks().forEach(task -> known.add(task.taskId()));
    List<ParsedDocument> unknown = new ArrayList<>();
    for (String text : texts) {
      for (ParsedDocument document : TaskDocuments.parse(text.getBytes(UTF_8))) {
        if (document.task() != null && !known.contains(document.taskId())) {
          unknown.add(document);
        }
      }
    }
    unknown.sort(Comparator.comparing(ParsedDocument::version));
    unknown.removeIf(document -> !adopt(document));
    return unknown;
  }

  private boolean adopt(ParsedDocument document) {
    Task task = Objects.requireNonNull(document.task(), "checked by the caller");
    Offer offer = tasks.offer(task);
    accept(offer);
    return offer.outcome() == Offer.Outcome.ACCEPTED;
  }
}
