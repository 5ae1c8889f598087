package io.renwu.demo.recount;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Computes the due outputs from the records that were sent and the documents that were published.
 * Immutable.
 *
 * <p>Records of one user on different topics are ordered by their timestamps.
 */
public final class Recount {
  private static final Duration DEDUPLICATION_HORIZON = Duration.ofHours(24);

  private final Map<String, JudgedTask> tasks = new TreeMap<>();

  /**
   * Reads the documents.
   *
   * @param documents task documents as JSON texts, each one document or an array, one version of a
   *     task
   * @throws IllegalArgumentException if a document uses anything that the recount does not support
   */
  public Recount(List<String> documents) {
    for (String document : documents) {
      for (JudgedTask task : TaskReading.read(document)) {
        if (tasks.put(task.taskId(), task) != null) {
          throw new IllegalArgumentException(
              "the recount does not support several versions of a task: " + task.taskId());
        }
      }
    }
  }

  /**
   * Computes the due outputs of the records.
   *
   * @param records all that were sent, those of one partition in their order
   */
  public DueOutputs expect(List<SentRecord> records) {
    return expect(records, Instant.MAX);
  }

  /**
   * The same if some records have timestamps ahead of the collector's clock.
   *
   * @param readBy a moment by which the collector had read all records; a record is unusable if its
   *     timestamp is more than five minutes after it
   */
  public DueOutputs expect(List<SentRecord> records, Instant readBy) {
    Map<String, List<UserEvent>> byUser = new HashMap<>();
    long deadLetters = 0;
    for (SentRecord record : records) {
      Optional<UserEvent> event = EventReading.read(record, readBy);
      if (event.isPresent()) {
        byUser.computeIfAbsent(event.get().userId(), user -> new ArrayList<>()).add(event.get());
      } else {
        deadLetters++;
      }
    }
    Map<RewardKey, Payment> grants = new HashMap<>();
    long duplicates = 0;
    for (List<UserEvent> sent : byUser.values()) {
      List<UserEvent> events = withoutDuplicates(sent);
      duplicates += sent.size() - events.size();
      grants.putAll(new UserRecount(events, tasks).due());
    }
    return new DueOutputs(
        grants,
        deadLetters,
        duplicates,
        tasks.values().stream()
            .collect(Collectors.toMap(JudgedTask::taskId, JudgedTask::preconditions)));
  }

  /** Removes duplicates, in the order of receipt; events that no task names are kept. */
  private List<UserEvent> withoutDuplicates(List<UserEvent> sent) {
    Set<String> counted =
        tasks.values().stream()
            .flatMap(task -> task.goals().stream())
            .flatMap(goal -> goal.behaviors().stream())
            .collect(Collectors.toSet());
    List<UserEvent> ordered = new ArrayList<>(sent);
    ordered.sort(Comparator.comparing(UserEvent::receivedAt));
    Map<String, Instant> firstReceived = new HashMap<>();
    List<UserEvent> events = new ArrayList<>();
    for (UserEvent event : ordered) {
      Instant first = firstReceived.get(event.eventId());
      boolean again =
          first != null && event.receivedAt().isBefore(first.plus(DEDUPLICATION_HORIZON));
      if (!again) {
        events.add(event);
        if (counted.contains(event.behavior())) {
          firstReceived.put(event.eventId(), event.receivedAt());
        }
      }
    }
    return events;
  }
}
