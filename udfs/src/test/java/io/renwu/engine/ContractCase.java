package io.renwu.engine;

import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.model.Event;
import io.renwu.model.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Tasks and what one user does.
 *
 * @param inlineMembers how many members of each set stand in the engine's state, at most
 */
record ContractCase(
    List<Task> tasks,
    List<Step> steps,
    Duration deduplicationHorizon,
    Duration memoryHorizon,
    int inlineMembers) {
  private static final List<Integer> INLINE_MEMBERS =
      List.of(SetChangeRecorder.INLINE_MEMBERS, 2, 0);

  /**
   * One event.
   *
   * @param expires whether the state forgets what it may after it
   */
  record Step(Event event, boolean expires) {}

  static ContractCase of(long seed) {
    Random random = new Random(seed);
    RandomCalendar calendar = new RandomCalendar(random);
    List<Task> tasks = new RandomTasks(random, calendar).tasks();
    List<Step> steps = new ArrayList<>();
    for (Event event : new RandomHistory(random, calendar).events()) {
      steps.add(new Step(event, random.nextInt(4) == 0));
    }
    Duration memory =
        random.nextInt(3) == 0 ? Duration.ofDays(90) : Duration.ofHours(random.nextInt(100));
    return new ContractCase(
        tasks,
        steps,
        Duration.ofHours(random.nextInt(30)),
        memory,
        INLINE_MEMBERS.get(random.nextInt(INLINE_MEMBERS.size())));
  }

  ContractCase withTasks(List<Task> others) {
    return new ContractCase(others, steps, deduplicationHorizon, memoryHorizon, inlineMembers);
  }

  ContractCase withSteps(List<Step> others) {
    return new ContractCase(tasks, others, deduplicationHorizon, memoryHorizon, inlineMembers);
  }

  EngineSettings settings() {
    return new EngineSettings(deduplicationHorizon, memoryHorizon);
  }

  TaskCatalog catalog() {
    TaskCatalog catalog = TaskCatalog.empty();
    for (Task task : tasks) {
      Offer offer = catalog.offer(task);
      if (!offer.violations().isEmpty()) {
        throw new IllegalArgumentException(offer.violations() + ": " + TaskText.json(task));
      }
      catalog = offer.catalog();
    }
    return catalog;
  }

  /** The earliest receipt of what follows a step. */
  Instant earliestReceiptAfter(int step) {
    return steps.subList(step + 1, steps.size()).stream()
        .map(s -> s.event().receivedAt())
        .min(Instant::compareTo)
        .orElse(Instant.parse("2100-01-01T00:00:00Z"));
  }

  /** Everything that is needed to do it again by hand. */
  String text() {
    StringBuilder text = new StringBuilder("settings: deduplicationHorizon ");
    text.append(deduplicationHorizon).append(", memoryHorizon ").append(memoryHorizon);
    text.append(", inlineMembers ").append(inlineMembers).append('\n');
    tasks.forEach(task -> text.append(TaskText.json(task)).append('\n'));
    for (int i = 0; i < steps.size(); i++) {
      Event event = steps.get(i).event();
      text.append(i).append(": ").append(event.behavior()).append(' ').append(event.time());
      if (!event.receivedAt().equals(event.time())) {
        text.append(", received ").append(event.receivedAt());
      }
      if (event.timezone() != null) {
        text.append(", in ").append(event.timezone());
      }
      Map<String, Object> attributes = new TreeMap<>(event.attributes());
      text.append(' ').append(event.userId()).append(' ').append(event.eventId());
      text.append(' ').append(attributes);
      text.append(steps.get(i).expires() ? ", then the state forgets\n" : "\n");
    }
    return text.toString();
  }
}
