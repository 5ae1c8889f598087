package io.renwu.cli.queue;

import io.renwu.cli.Table;
import io.renwu.cli.Table.Figure;
import io.renwu.connector.redis.streams.inspect.AmountText;
import io.renwu.connector.redis.streams.inspect.TrimPlan;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Formats the records that a trim removes, stream by stream.
 *
 * @param done whether the trim was carried out
 * @param nowMillis the clock of this machine, epoch milliseconds
 */
record TrimView(List<TrimPlan> plans, boolean done, long nowMillis) {
  String text() {
    List<TrimPlan> nonEmpty = plans.stream().filter(plan -> !plan.isNothing()).toList();
    if (nonEmpty.isEmpty()) {
      return "nothing to remove" + System.lineSeparator();
    }
    Table table = new Table("STREAM", "ENTRIES", "RECORDS", "BYTES", "KEEPS FROM", "AGE");
    for (TrimPlan plan : nonEmpty) {
      table.add(
          plan.stream(),
          new Figure(AmountText.count(plan.entries())),
          new Figure(AmountText.count(plan.records())),
          new Figure(AmountText.bytes(plan.bytes())),
          plan.keepsFrom(),
          age(plan));
    }
    String end = System.lineSeparator();
    return table
        + (done ? "removed " : "would remove ")
        + AmountText.count(sum(TrimPlan::records))
        + " records in "
        + AmountText.count(sum(TrimPlan::entries))
        + " entries, "
        + AmountText.bytes(sum(TrimPlan::bytes))
        + (sum(TrimPlan::untaken) == 0
            ? ", all of them taken"
            : "; "
                + AmountText.count(sum(TrimPlan::untaken))
                + " of them are NOT taken: they are lost")
        + end
        + "checkpoints and savepoints of the task job that lie before KEEPS FROM"
        + end
        + (done ? "can no longer be restored" : "could no longer be restored; to do it: add --yes")
        + end;
  }

  /** The age of the youngest removed record. */
  private @Nullable Figure age(TrimPlan plan) {
    return plan.receivedAtMillis() == 0
        ? null
        : new Figure(AmountText.span(Math.max(0, nowMillis - plan.receivedAtMillis())));
  }

  private long sum(ToLongFunction<TrimPlan> amount) {
    return plans.stream().mapToLong(amount).sum();
  }
}
