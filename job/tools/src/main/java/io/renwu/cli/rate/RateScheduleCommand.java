package io.renwu.cli.rate;

import io.renwu.cli.CommandGroup;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.ScheduleDocument;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets which rate applies at which time of the day. */
@Command(
    name = "schedule",
    description = {"Sets rates by the time of day.", "renwu rate get shows them."},
    subcommands = {RateScheduleCommand.Set.class, RateScheduleCommand.Clear.class})
final class RateScheduleCommand extends CommandGroup {
  /** Sets the schedule. */
  @Command(
      name = "set",
      description = {
        "Replaces the schedule.",
        "Where spans overlap, the first applies. Outside all spans, the rate of rate set applies.",
        "  renwu rate schedule set --zone Asia/Shanghai peak=18:00-23:00@3000"
      })
  static final class Set extends RateChange {
    @Parameters(
        arity = "1..*",
        paramLabel = "NAME=[DAYS@]HH:MM-HH:MM@RATE",
        description =
            "A span that begins on each day, or on the named days (MON-FRI, SAT,SUN). If its end"
                + " is not after its beginning, it ends on the next day. RATE as in rate set.")
    private List<String> spans;

    @Option(
        names = "--zone",
        required = true,
        paramLabel = "ZONE",
        description = "The time zone: an IANA name such as Asia/Shanghai.")
    private String zone;

    @Override
    RateDocument change(RateDocument current) {
      return current.withSchedule(
          new ScheduleDocument(zone, spans.stream().map(RateText::span).toList()));
    }
  }

  /** Removes the schedule. */
  @Command(
      name = "clear",
      description = "Removes the schedule; the rate of rate set always applies.")
  static final class Clear extends RateChange {
    @Override
    RateDocument change(RateDocument current) {
      return current.withSchedule(null);
    }
  }
}
