package io.renwu.cli.rate;

import io.renwu.cli.CommandGroup;
import io.renwu.connector.redis.streams.control.LaneDocument;
import io.renwu.connector.redis.streams.control.RateDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets which topics share the rate, and how. */
@Command(
    name = "lanes",
    description = {
      "Sets the lanes: which topics share the rate, and how.",
      "renwu rate get shows them."
    },
    subcommands = {RateLanesCommand.Set.class, RateLanesCommand.Clear.class})
final class RateLanesCommand extends CommandGroup {
  /** Sets all lanes. */
  @Command(
      name = "set",
      description = {
        "Replaces all lanes.",
        "While all lanes have a backlog, the rate is divided by their weights (default: 1); what a"
            + " lane does not use goes to the others. A strict lane comes first; the others keep"
            + " the floor. The topic * means all topics that no lane names; without it, these form"
            + " a lane 'others' of weight 1.",
        "  renwu rate lanes set new=behavior.register:strict all=*:weight=2:rate=500"
      })
  static final class Set extends RateChange {
    @Parameters(
        arity = "1..*",
        paramLabel = "NAME=TOPIC[,TOPIC…][:strict][:weight=W][:rate=R]",
        description = "A lane; rate is a limit of the lane, in addition to the rate of the job.")
    private List<String> lanes;

    @Option(
        names = "--floor",
        paramLabel = "SHARE",
        description =
            "The share that other lanes keep beside a strict lane: 0 (the default) to below 1.")
    private @Nullable Double floor;

    @Override
    RateDocument change(RateDocument current) {
      List<LaneDocument> all = lanes.stream().map(RateText::lane).toList();
      return current.withLanes(all, floor);
    }
  }

  /** Removes the lanes. */
  @Command(name = "clear", description = "Puts all topics in one lane again.")
  static final class Clear extends RateChange {
    @Override
    RateDocument change(RateDocument current) {
      return current.withLanes(null, null);
    }
  }
}
