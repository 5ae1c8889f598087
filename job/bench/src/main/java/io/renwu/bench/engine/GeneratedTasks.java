package io.renwu.bench.engine;

import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.codec.EventCodec;
import io.renwu.codec.ParsedEvent;
import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import io.renwu.function.CatalogEntry;
import io.renwu.model.Event;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Tasks of one behavior, the same number for each object, and events that each count for the tasks
 * of one object.
 *
 * @param tasks number of tasks
 * @param matching number of tasks that an event counts for
 */
record GeneratedTasks(int tasks, int matching) implements Serializable {
  private static final long serialVersionUID = 1L;

  static final String BEHAVIOR = "comment";

  private static final Instant BEGIN = Instant.parse("2026-11-22T06:00:00Z");
  private static final long NANOS_BETWEEN_EVENTS = 1_000;
  private static final int AMOUNT = 12;
  private static final EventCodec CODEC = new EventCodec(Duration.ofMinutes(5));

  /** Tasks of which three match each event. */
  GeneratedTasks(int tasks) {
    this(tasks, 3);
  }

  static List<GeneratedTasks> of(int... sizes) {
    return IntStream.of(sizes).mapToObj(GeneratedTasks::new).toList();
  }

  /** The number of objects with a full set of tasks. */
  int objects() {
    return tasks / matching;
  }

  private String object(int task) {
    return "v-" + task / matching;
  }

  /** The least amount that a task counts; at most the amount of the events. */
  private int minAmount(int task) {
    return task % Math.min(matching, AMOUNT) + 1;
  }

  private static String taskId(int task) {
    return "task-" + task;
  }

  /** The condition of a task in this project's language. */
  String condition(int task) {
    return "event.attributes.objectId == '%s' && event.attributes.channel in ['ios', 'android'] && event.attributes.amount >= %d"
        .formatted(object(task), minAmount(task));
  }

  /** The same condition in event-ruler's language. */
  String rule(int task) {
    return """
    {"attributes": {"objectId": ["%s"], "channel": ["ios", "android"],
                    "amount": [{"numeric": [">=", %d]}]}}\
    """
        .formatted(object(task), minAmount(task));
  }

  byte[] document(int task) {
    return """
    {"taskId": "%s", "version": 1,
     "objectives": [{"id": "comments", "behaviors": ["%s"], "target": 1000000000,
                     "filter": "%s"}],
     "period": {"unit": "DAY"},
     "rewards": [{"rewardId": "points", "type": "POINTS", "amount": 10}]}\
    """
        .formatted(taskId(task), BEHAVIOR, condition(task))
        .getBytes(StandardCharsets.UTF_8);
  }

  List<byte[]> documents() {
    return IntStream.range(0, tasks).mapToObj(this::document).toList();
  }

  /** The documents as entries of the catalog's topic. */
  List<CatalogEntry> accepted() {
    return documents().stream()
        .flatMap(document -> TaskDocuments.parse(document).stream())
        .map(CatalogEntry::accepted)
        .toList();
  }

  TaskCatalog catalog() {
    TaskCatalog catalog = TaskCatalog.empty();
    for (int task = 0; task < tasks; task++) {
      catalog = publish(catalog, document(task));
    }
    return catalog;
  }

  /** Applies a record of the rules' topic to a catalog. */
  static TaskCatalog publish(TaskCatalog catalog, byte[] json) {
    TaskCatalog published = catalog;
    for (ParsedDocument document : TaskDocuments.parse(json)) {
      Offer offer =
          published.offer(Objects.requireNonNull(document.task(), "a generated task is valid"));
      if (offer.outcome() != Offer.Outcome.ACCEPTED) {
        throw new IllegalStateException(document.taskId() + ": " + offer.violations());
      }
      published = offer.catalog();
    }
    return published;
  }

  /** A user's next event. */
  String event(int user, int object, int number) {
    return """
    {"eventId": "e-%d-%d", "userId": "u-%d", "behavior": "%s", "time": "%s", \
    "attributes": {"objectId": "v-%d", "channel": "ios", "amount": %d, "source": "feed"}}\
    """
        .formatted(user, number, user, BEHAVIOR, time(number), object, AMOUNT);
  }

  /** The time of an event of {@link #event}. */
  Instant time(int number) {
    return BEGIN.plusMillis(number);
  }

  /** A user's next event, parsed; always about the same object. */
  Event parsedEvent(long user, long number) {
    Instant time = BEGIN.plusNanos(number * NANOS_BETWEEN_EVENTS);
    Map<String, Object> attributes =
        Map.of(
            "objectId",
            "v-" + user % objects(),
            "channel",
            "ios",
            "amount",
            BigDecimal.valueOf(AMOUNT),
            "source",
            "feed");
    return Event.of("e-" + number, "u-" + user, BEHAVIOR, time).attributes(attributes).build();
  }

  static Event parse(byte[] json) {
    ParsedEvent parsed = CODEC.parse(json, BEHAVIOR, BEGIN.plusSeconds(60));
    Event event = parsed.event();
    if (event == null) {
      throw new IllegalStateException("the generated event is unusable: " + parsed.deadLetter());
    }
    return event;
  }
}
