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
 * The tasks in force, as they change document by document. They depend on the documents and their
 * order alone, so that whoever is offered the same ones holds the same tasks. Not thread-safe.
 */
public final class LiveCatalog {
  private TaskCatalog tasks = TaskCatalog.empty();

  /** The tasks in force. */
  public TaskCatalog tasks() {
    return tasks;
  }

  /** Begins with what the catalog's topic holds. */
  public static LiveCatalog of(List<CatalogEntry> entries) {
    LiveCatalog catalog = new LiveCatalog();
    entries.forEach(entry -> catalog.apply(RuleUpdate.of(entry)));
    return catalog;
  }

  /** Takes in what was accepted or dropped; what is there already changes nothing. */
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

  /** Makes what an offer would have changed so. */
  void accept(Offer offer) {
    tasks = offer.catalog();
  }

  void drop(String taskId) {
    tasks = tasks.without(taskId);
  }

  /**
   * Takes in what a savepoint held of tasks that are not known: releases that had no topic of
   * accepted tasks kept them there.
   *
   * @param texts documents that were accepted, in any order
   * @return the documents that were taken in, in the order of their versions
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
