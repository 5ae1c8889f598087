package io.renwu.cli;

import io.renwu.cli.Table.Figure;
import io.renwu.connector.redis.streams.inspect.Amounts;
import io.renwu.connector.redis.streams.inspect.TrimPlan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What a trim takes away, as people and programs read it.
 *
 * @param done whether it was carried out
 * @param nowMillis by this machine, epoch milliseconds
 */
record TrimReport(List<TrimPlan> plans, boolean done, long nowMillis) {
  String text() {
    List<TrimPlan> going = plans.stream().filter(plan -> !plan.isNothing()).toList();
    if (going.isEmpty()) {
      return "nothing to remove" + System.lineSeparator();
    }
    Table table = new Table("STREAM", "ENTRIES", "RECORDS", "BYTES", "KEEPS FROM", "AGE");
    for (TrimPlan plan : going) {
      table.add(
          plan.stream(),
          new Figure(Amounts.count(plan.entries())),
          new Figure(Amounts.count(plan.records())),
          new Figure(Amounts.bytes(plan.bytes())),
          plan.keepsFrom(),
          age(plan));
    }
    String end = System.lineSeparator();
    return table
        + (done ? "removed " : "would remove ")
        + Amounts.count(sum(TrimPlan::records))
        + " records in "
        + Amounts.count(sum(TrimPlan::entries))
        + " entries, "
        + Amounts.bytes(sum(TrimPlan::bytes))
        + (sum(TrimPlan::untaken) == 0
            ? ", all of them taken"
            : "; "
                + Amounts.count(sum(TrimPlan::untaken))
                + " of them are NOT taken: they are lost")
        + end
        + "checkpoints and savepoints of the task job that lie before KEEPS FROM"
        + end
        + (done ? "can no longer be restored" : "could no longer be restored; to do it: add --yes")
        + end;
  }

  /** For programs; docs/queue.md lists the fields. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("done", done);
    json.put("entries", sum(TrimPlan::entries));
    json.put("records", sum(TrimPlan::records));
    json.put("bytes", sum(TrimPlan::bytes));
    json.put("untaken", sum(TrimPlan::untaken));
    json.put("streams", plans.stream().map(TrimReport::json).toList());
    return json;
  }

  private static Map<String, Object> json(TrimPlan plan) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("stream", plan.stream().toString());
    json.put("entries", plan.entries());
    json.put("records", plan.records());
    json.put("bytes", plan.bytes());
    json.put("untaken", plan.untaken());
    json.put("keepsFrom", plan.isNothing() ? null : plan.keepsFrom());
    json.put("receivedUntil", receivedUntil(plan));
    return json;
  }

  /** Of the youngest record that goes. */
  private Figure age(TrimPlan plan) {
    return plan.receivedAtMillis() == 0
        ? null
        : new Figure(Amounts.span(Math.max(0, nowMillis - plan.receivedAtMillis())));
  }

  private static String receivedUntil(TrimPlan plan) {
    return plan.receivedAtMillis() == 0
        ? null
        : Instant.ofEpochMilli(plan.receivedAtMillis()).toString();
  }

  private long sum(ToLongFunction<TrimPlan> amount) {
    return plans.stream().mapToLong(amount).sum();
  }
}
