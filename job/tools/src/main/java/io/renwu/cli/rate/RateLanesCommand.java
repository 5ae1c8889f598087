package io.renwu.cli.rate;

import io.renwu.cli.ErrorPrinter;
import io.renwu.connector.redis.streams.control.LaneDocument;
import io.renwu.connector.redis.streams.control.RateDocument;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which topics share the rate, and how. */
@Command(
    name = "lanes",
    description = "Sets lanes: which topics share the rate, and how. rate get shows them.",
    subcommands = {RateLanesCommand.Set.class, RateLanesCommand.Clear.class})
final class RateLanesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw ErrorPrinter.missingSubcommand(spec);
  }

  /** Sets all of them. */
  @Command(
      name = "set",
      description = {
        "Sets the lanes, in the place of those before. While all have a backlog, what is taken is",
        "shared out by their weights (1 unless given); what one does not want goes to the others.",
        "A strict lane goes first; the others keep the floor. The topic * stands for all that no",
        "lane names; without it these make a lane 'others' of weight 1.",
        "  renwu rate lanes set welcome=behavior.register:strict watch=behavior.view:rate=500"
      })
  static final class Set extends RateChange {
    @Parameters(
        arity = "1..*",
        paramLabel = "NAME=TOPIC[,TOPIC…][:strict][:weight=W][:rate=R]",
        description = "A lane; rate is a limit of its own beside that of the whole.")
    private List<String> lanes;

    @Option(
        names = "--floor",
        paramLabel = "SHARE",
        description = "What the others keep beside a strict lane: 0 (the default) to below 1.")
    private Double floor;

    @Override
    RateDocument change(RateDocument now) {
      List<LaneDocument> all = lanes.stream().map(RateText::lane).toList();
      return now.withLanes(all, floor);
    }
  }

  /** Back to one. */
  @Command(name = "clear", description = "Puts all topics in one lane again.")
  static final class Clear extends RateChange {
    @Override
    RateDocument change(RateDocument now) {
      return now.withLanes(null, null);
    }
  }
}
