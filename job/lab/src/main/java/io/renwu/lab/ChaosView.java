package io.renwu.lab;

import io.renwu.chaos.ChaosResult;
import io.renwu.chaos.FaultResult;
import io.renwu.cli.Table;
import io.renwu.cli.Table.Figure;
import io.renwu.connector.redis.streams.inspect.AmountText;
import io.renwu.demo.recount.RecountReport;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The text of a chaos run for a terminal. */
record ChaosView(ChaosResult result) {
  private static final int MOST_NAMED = 10;

  String text() {
    String line = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    Table table = new Table("FAULT", "TIMES", "RECOVERY P50", "P99", "LONGEST", "FAILED");
    result.byKind().forEach((kind, faults) -> add(table, kind.word(), faults));
    add(table, "all", result.faults());
    text.append(table).append(line);
    result.leftOut().forEach((kind, why) -> row(text, "left out", kind.word() + ": " + why));
    row(text, "records", result.records());
    result.rewards().ifPresent(rewards -> rewards(text, rewards));
    row(text, "seed", result.settings().seed());
    row(text, "took", AmountText.span(result.took().toMillis()));
    result.allProblems().forEach(problem -> row(text, "problem", problem));
    row(text, "result", result.good() ? "good" : "FOUND FAULTS");
    return text.toString();
  }

  private static void rewards(StringBuilder text, RecountReport rewards) {
    row(text, "rewards due", rewards.due());
    row(text, "lost", counted(rewards.missing()));
    row(text, "duplicated", counted(rewards.doubled()));
    row(text, "not due", counted(rewards.unexpected()));
    row(text, "wrong", counted(rewards.wrong()));
    row(text, "dead letters", rewards.deadLetters() + ", due " + rewards.deadLettersDue());
    row(
        text,
        "not judged",
        rewards.excluded().isEmpty() ? "-" : String.join(", ", rewards.excluded()));
  }

  private static String counted(List<?> found) {
    StringBuilder text = new StringBuilder().append(found.size());
    found.stream().limit(MOST_NAMED).forEach(one -> text.append("; ").append(one));
    return text.toString();
  }

  private static void row(StringBuilder text, String name, Object value) {
    text.append(String.format("%-13s", name)).append(value).append(System.lineSeparator());
  }

  private static void add(Table table, String name, List<FaultResult> faults) {
    table.add(
        name,
        faults.size(),
        span(ChaosResult.recovery(faults, 50)),
        span(ChaosResult.recovery(faults, 99)),
        span(ChaosResult.recovery(faults, 100)),
        ChaosResult.failed(faults));
  }

  private static @Nullable Figure span(OptionalLong millis) {
    return millis.isPresent() ? new Figure(AmountText.span(millis.getAsLong())) : null;
  }
}
