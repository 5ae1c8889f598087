package io.renwu.bench.engine;

import io.renwu.catalog.TaskCatalog;
import io.renwu.model.Event;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The tasks and events on which engines are compared: {@code behavior == X && channel == Y &&
 * amount >= Z}, a reward for every tenth. Users are drawn by Zipf's law with exponent 1.
 *
 * @param channels over which the tasks are spread; half of the tasks of an event's channel match
 */
record PeerTasks(int tasks, int channels) {
  static final int COUNT = 10;

  private static final String BEHAVIOR = "order";
  private static final int AMOUNTS = 100;
  static final int USERS = 10_000;
  private static final Instant BEGIN = Instant.parse("2026-11-22T06:00:00Z");

  /** As many channels as tasks: an event matches half a task. */
  static PeerTasks spread(int tasks) {
    return new PeerTasks(tasks, tasks);
  }

  /** Twelve channels: an event matches a 24th of all tasks. */
  static PeerTasks fixed(int tasks) {
    return new PeerTasks(tasks, 12);
  }

  private String channel(int task) {
    return "c-" + task % channels;
  }

  /** The least amount: half of all amounts, on average. */
  private int amount(int task) {
    return channels == tasks ? AMOUNTS / 2 : (task / channels * 7 + 3) % AMOUNTS;
  }

  TaskCatalog catalog() {
    TaskCatalog catalog = TaskCatalog.empty();
    for (int task = 0; task < tasks; task++) {
      catalog = GeneratedTasks.publish(catalog, document(task));
    }
    return catalog;
  }

  private byte[] document(int task) {
    return """
    {"taskId": "task-%d", "version": 1, "recurrence": {"policy": "REPEAT"},
     "objectives": [{"id": "orders", "behaviors": ["%s"], "target": %d,
                     "filter": "event.attributes.channel == '%s' && event.attributes.amount >= %d"}],
     "rewards": [{"rewardId": "points", "type": "POINTS", "amount": 10}]}\
    """
        .formatted(task, BEHAVIOR, COUNT, channel(task), amount(task))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The rules in Drools' language; each calls {@link PeerCounters#add}. */
  String drools() {
    StringBuilder rules = new StringBuilder();
    rules.append("package rules;\n");
    rules.append("import ").append(PeerOrder.class.getName()).append(";\n");
    rules.append("import ").append(PeerCounters.class.getName()).append(";\n");
    rules.append("global PeerCounters counters;\n");
    for (int task = 0; task < tasks; task++) {
      rules.append(
          """
          rule "task-%d" when
            $order : PeerOrder(behavior == "%s", channel == "%s", amount >= %d)
          then
            counters.add($order.user(), %d);
          end
          """
              .formatted(task, BEHAVIOR, channel(task), amount(task), task));
    }
    return rules.toString();
  }

  /** Events of Zipf users, always the same ones. */
  List<PeerOrder> orders(int number) {
    Random random = new Random(20261122);
    return IntStream.range(0, number).mapToObj(i -> order(i, random)).toList();
  }

  private PeerOrder order(int number, Random random) {
    int user = (int) Math.pow(USERS, random.nextDouble()) - 1;
    String channel = "c-" + random.nextInt(channels);
    long amount = random.nextInt(AMOUNTS);
    Event event =
        Event.of("e-" + number, "u-" + user, BEHAVIOR, BEGIN.plusMillis(number))
            .attributes(Map.of("channel", channel, "amount", BigDecimal.valueOf(amount)))
            .build();
    return new PeerOrder(user, BEHAVIOR, channel, amount, event);
  }
}
