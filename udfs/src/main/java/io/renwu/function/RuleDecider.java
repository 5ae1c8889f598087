package io.renwu.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.catalog.TaskCatalog.Offer.Outcome;
import io.renwu.codec.OutputJson;
import io.renwu.codec.RuleStatus;
import io.renwu.document.IdParser;
import io.renwu.document.ParsedDocument;
import io.renwu.function.OutputRecord.Output;
import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Decides on published records, one after the other: what is accepted and which answers are sent.
 * Reads no clock and writes nothing. Not thread-safe.
 *
 * <p>A record at or before the last offset in the catalog was already decided, before the gate
 * failed or the job was restarted. It changes nothing, and is answered as far as the catalog still
 * holds the answer.
 */
final class RuleDecider {
  private static final Pattern VERSION_KEY =
      Pattern.compile("(" + IdParser.TASK_ID.pattern() + ")/([1-9][0-9]{0,8})");

  private final Parser parser;
  private final LiveCatalog catalog;
  private final int maxVersions;
  private final long answeredThrough;

  /** Reads the documents of a record. */
  @FunctionalInterface
  interface Parser extends Serializable {
    List<ParsedDocument> parse(byte[] json);
  }

  /**
   * Creates a decider.
   *
   * @param parser {@link TaskDocuments#parseRecord}, or a replacement in tests
   * @param catalog receives accepted versions and dropped tasks
   * @param maxVersions the maximum number of versions of all tasks
   * @param answeredThrough {@link CatalogLog.Session#answeredThrough}
   */
  RuleDecider(Parser parser, LiveCatalog catalog, int maxVersions, long answeredThrough) {
    this.parser = parser;
    this.catalog = catalog;
    this.maxVersions = maxVersions;
    this.answeredThrough = answeredThrough;
  }

  /**
   * The decision on a record.
   *
   * @param entries entries to write to the catalog before anything else
   * @param removed keys to remove from the catalog in the same write
   * @param updates updates for the task functions
   * @param statuses the answers
   */
  record Ruling(
      List<CatalogEntry> entries,
      List<String> removed,
      List<RuleUpdate> updates,
      List<OutputRecord> statuses) {
    private Ruling() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    boolean changesCatalog() {
      return !entries.isEmpty() || !removed.isEmpty();
    }

    private void accept(CatalogEntry entry, List<String> instead) {
      entries.add(entry);
      removed.addAll(instead);
      updates.add(RuleUpdate.of(entry));
    }

    private void answer(String key, RuleStatus status) {
      statuses.add(
          new OutputRecord(Output.RULE_STATUS, key.getBytes(UTF_8), OutputJson.ruleStatus(status)));
    }
  }

  /** Decides on a record and updates the catalog. */
  Ruling decide(PublishedRecord record) {
    Ruling ruling = new Ruling();
    if (record.value() == null) {
      String key = record.key() == null ? "" : new String(record.key(), UTF_8);
      if (IdParser.TASK_ID.matcher(key).matches()) {
        drop(key, record, ruling);
      }
      return ruling;
    }
    for (ParsedDocument document : parser.parse(record.value())) {
      document(document, record, ruling);
    }
    return ruling;
  }

  /** Refuses a record without reading it. */
  Ruling giveUp(PublishedRecord record, String why) {
    Ruling ruling = new Ruling();
    String text = record.value() == null ? "" : new String(record.value(), UTF_8);
    var key = VERSION_KEY.matcher(record.key() == null ? "" : new String(record.key(), UTF_8));
    boolean named = key.matches();
    reject(
        new ParsedDocument(
            0,
            named ? key.group(1) : null,
            named ? Integer.valueOf(key.group(2)) : null,
            null,
            text,
            List.of(new Violation("", why, "a document by which the task job does not fail"))),
        ruling);
    return ruling;
  }

  private void document(ParsedDocument document, PublishedRecord record, Ruling ruling) {
    Task task = document.task();
    if (task == null) {
      reject(document, ruling);
      return;
    }
    TaskCatalog before = catalog.tasks();
    Offer offer = before.offer(task);
    if (offer.outcome() == Outcome.REJECTED) {
      reject(with(document, offer.violations()), ruling);
      return;
    }
    if (offer.outcome() == Outcome.ACCEPTED) {
      if (isAnswered(record)) {
        return;
      }
      if (before.size() >= maxVersions) {
        reject(with(document, List.of(tooManyVersions(before))), ruling);
        return;
      }
      catalog.accept(offer);
      List<String> instead = before.isDropped(task.taskId()) ? List.of(task.taskId()) : List.of();
      ruling.accept(CatalogEntry.accepted(document, record), instead);
    } else {
      // A gate that failed may have written the version without passing it on.
      ruling.updates.add(new RuleUpdate(key(document), document.text()));
    }
    ruling.answer(
        key(document), RuleStatus.accepted(task.taskId(), task.version(), document.hash()));
  }

  private Violation tooManyVersions(TaskCatalog tasks) {
    return new Violation(
        "",
        "a further version, with " + tasks.size() + " accepted versions of all tasks",
        "fewer than tasks.max = "
            + maxVersions
            + " accepted versions: drop archived tasks (renwu drop TASK) or raise tasks.max");
  }

  /** Answers a refused document under a key that does not replace the answer to an accepted one. */
  private void reject(ParsedDocument document, Ruling ruling) {
    boolean taken =
        document.taskId() != null
            && document.version() != null
            && catalog.tasks().version(document.taskId(), document.version()) != null;
    ruling.answer(
        taken || isUnnamed(document) ? key(document) + "/" + document.hash() : key(document),
        RuleStatus.rejected(
            document.taskId(), document.version(), document.violations(), document.hash()));
  }

  /** Whether the document's answer needs its own key, which compaction must not merge. */
  private static boolean isUnnamed(ParsedDocument document) {
    return document.taskId() == null || document.version() == null;
  }

  private void drop(String taskId, PublishedRecord record, Ruling ruling) {
    TaskCatalog before = catalog.tasks();
    if (before.isDropped(taskId)) {
      ruling.updates.add(new RuleUpdate(taskId, null));
      ruling.answer(taskId, RuleStatus.dropped(taskId));
      return;
    }
    if (isAnswered(record)) {
      return;
    }
    List<Violation> forbidden =
        dropViolations(taskId, before, Instant.ofEpochMilli(record.timestampMillis()));
    if (!forbidden.isEmpty()) {
      ruling.answer(taskId, RuleStatus.rejected(taskId, null, forbidden, null));
      return;
    }
    List<String> keys =
        before.versions(taskId).stream()
            .map(version -> CatalogEntry.key(taskId, version.version()))
            .toList();
    catalog.drop(taskId);
    ruling.accept(CatalogEntry.dropped(taskId, record), keys);
    for (String key : keys) {
      ruling.statuses.add(new OutputRecord(Output.RULE_STATUS, key.getBytes(UTF_8), null));
    }
    ruling.answer(taskId, RuleStatus.dropped(taskId));
  }

  /** The reasons why a task cannot be dropped. */
  private static List<Violation> dropViolations(String taskId, TaskCatalog tasks, Instant now) {
    List<Task> versions = tasks.versions(taskId);
    if (versions.isEmpty()) {
      return List.of(new Violation("/taskId", taskId, "the id of a task that was accepted"));
    }
    List<Violation> found = new ArrayList<>();
    Task highest = versions.get(versions.size() - 1);
    if (highest.status() != Task.Status.ARCHIVED) {
      found.add(
          new Violation(
              "/status",
              highest.status() + " in version " + highest.version(),
              "ARCHIVED in the highest version: publish one that ends the task"));
    } else if (highest.effectiveAt().isAfter(now)) {
      found.add(
          new Violation(
              "/effectiveAt",
              highest.effectiveAt() + " in version " + highest.version(),
              "a time that has come: until then the version before it governs"));
    }
    List<String> needing =
        tasks.tasks().stream()
            .filter(task -> task.preconditions().contains(taskId))
            .map(Task::taskId)
            .distinct()
            .filter(other -> !isArchived(tasks.versions(other)))
            .toList();
    if (!needing.isEmpty()) {
      found.add(
          new Violation(
              "",
              "a precondition of " + String.join(", ", needing),
              "a task that no other one needs which is not archived"));
    }
    return found;
  }

  private static boolean isArchived(List<Task> versions) {
    return versions.get(versions.size() - 1).status() == Task.Status.ARCHIVED;
  }

  private boolean isAnswered(PublishedRecord record) {
    return record.offset() <= answeredThrough;
  }

  private static ParsedDocument with(ParsedDocument document, List<Violation> violations) {
    return new ParsedDocument(
        document.index(), document.taskId(), document.version(), null, document.text(), violations);
  }

  private static String key(ParsedDocument document) {
    return CatalogEntry.key(document.taskId(), document.version());
  }
}
