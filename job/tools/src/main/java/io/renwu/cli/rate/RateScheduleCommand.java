package io.renwu.cli.rate;

import io.renwu.cli.ErrorPrinter;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.ScheduleDocument;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which rate holds at which time of the day. */
@Command(
    name = "schedule",
    description = "Sets rates by the clock. rate get shows them.",
    subcommands = {RateScheduleCommand.Set.class, RateScheduleCommand.Clear.class})
final class RateScheduleCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw ErrorPrinter.missingSubcommand(spec);
  }

  /** Sets all of it. */
  @Command(
      name = "set",
      description = {
        "Sets the schedule, in the place of the one before. Of the spans that a moment lies in the",
        "first counts; outside of all of them the rate of rate set holds.",
        "  renwu rate schedule set --zone Asia/Shanghai peak=18:00-23:00@3000 night=23:00-07:00@20000"
      })
  static final class Set extends RateChange {
    @Parameters(
        arity = "1..*",
        paramLabel = "NAME=[DAYS@]HH:MM-HH:MM@RATE",
        description = {
          "A span of each day, or of those named (MON-FRI, SAT,SUN) on which it begins; one that",
          "ends at or before its beginning ends on the day after. RATE as in rate set."
        })
    private List<String> spans;

    @Option(
        names = "--zone",
        required = true,
        paramLabel = "ZONE",
        description = "Whose clock: an IANA name such as Asia/Shanghai.")
    private String zone;

    @Override
    RateDocument change(RateDocument now) {
      return now.withSchedule(
          new ScheduleDocument(zone, spans.stream().map(RateText::span).toList()));
    }
  }

  /** Back to one rate. */
  @Command(name = "clear", description = "Removes the schedule: the rate of rate set holds always.")
  static final class Clear extends RateChange {
    @Override
    RateDocument change(RateDocument now) {
      return now.withSchedule(null);
    }
  }
}
