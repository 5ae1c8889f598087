package io.renwu.cli.rate;

import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.RedisSession;
import io.renwu.cli.Table;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.control.RateDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the changes of the rate rules. */
@Command(
    name = "history",
    description = "Prints who changed the rules, when, how and why, newest first.")
final class RateHistoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      defaultValue = "20",
      description =
          "The most changes to print (default: ${DEFAULT-VALUE}; the last 1,000 are kept).")
  private int count;

  @Override
  public Integer call() {
    if (count < 1 || count > RedisStreams.KEPT_CONTROLS) {
      throw CliException.usage(
          "--count: found " + count + ", expected 1 to " + RedisStreams.KEPT_CONTROLS);
    }
    List<String> documents =
        RedisSession.withStreams(config.load(), redis -> redis.controlHistory(count + 1));
    List<RateDocument> newestFirst = new ControlHistory(documents).readable();
    List<RateDocument> shown = newestFirst.subList(0, Math.min(count, newestFirst.size()));
    output.print(
        spec.commandLine().getOut(),
        shown.stream().map(RateRulesReport::of).toList(),
        () -> table(shown, newestFirst).toString());
    return ExitCodes.GOOD;
  }

  /** Each change with the rules before it. */
  private static Table table(List<RateDocument> shown, List<RateDocument> newestFirst) {
    Table table = new Table("version", "at", "by", "from", "to", "why");
    List<String> summaries = new ArrayList<>(newestFirst.stream().map(RateView::summary).toList());
    summaries.add("-");
    for (int i = 0; i < shown.size(); i++) {
      RateDocument rules = shown.get(i);
      table.add(
          rules.version(),
          rules.at(),
          rules.by(),
          summaries.get(i + 1),
          summaries.get(i),
          rules.reason());
    }
    return table;
  }
}
