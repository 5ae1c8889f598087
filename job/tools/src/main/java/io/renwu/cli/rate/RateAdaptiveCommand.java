package io.renwu.cli.rate;

import io.renwu.cli.CommandGroup;
import io.renwu.cli.SpanConverter;
import io.renwu.connector.redis.streams.control.AdaptiveDocument;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.job.signal.RewardSignals;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sets how the rate follows the downstream lag. */
@Command(
    name = "adaptive",
    description = {
      "Slows down while the consumers of the grants lag.",
      "renwu rate get shows the rate."
    },
    subcommands = {RateAdaptiveCommand.Set.class, RateAdaptiveCommand.Clear.class})
final class RateAdaptiveCommand extends CommandGroup {
  /** Sets the adaptive rate. */
  @Command(
      name = "set",
      description = {
        "Lets the rate follow how far the consumers of the grants lag.",
        "The rate is the ceiling up to half of the greatest lag, then falls, and is the floor from"
            + " the greatest lag on. It never exceeds the rate of rate set and of the schedule; a"
            + " pause and the rate 0 win.",
        "  renwu rate adaptive set --group pay --max-lag 60000 --floor 50 --ceiling 5000"
      })
  static final class Set extends RateChange {
    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(
        names = "--max-lag",
        required = true,
        paramLabel = "LAG",
        description =
            "The greatest lag: in records for a group, in its own unit for a metric. A good choice"
                + " is what the consumers process in a few minutes.")
    private double maxLag;

    @Option(
        names = "--floor",
        required = true,
        paramLabel = "RECORDS_PER_SECOND",
        description = "The lowest rate, greater than 0.")
    private double floor;

    @Option(
        names = "--ceiling",
        required = true,
        paramLabel = "RECORDS_PER_SECOND",
        description = "The highest rate.")
    private double ceiling;

    @Option(
        names = "--every",
        paramLabel = "SPAN",
        converter = SpanConverter.class,
        description =
            "How often the rate may change: 1 s to 60 s, and no more often than the group commits"
                + " (default: 5 s).")
    private @Nullable Duration every;

    @Override
    RateDocument change(RateDocument current) {
      RewardSignals.check(source.signal());
      return current.withAdaptive(
          new AdaptiveDocument(
              source.signal(), maxLag, floor, ceiling, every == null ? null : seconds(every)));
    }

    private static long seconds(Duration every) {
      if (every.toMillis() % 1_000 != 0) {
        throw new IllegalArgumentException("--every: found " + every + ", expected whole seconds");
      }
      return every.toSeconds();
    }
  }

  /** The signal to read. */
  static final class Source {
    @Option(
        names = "--group",
        paramLabel = "GROUP",
        description = "The consumer group whose lag on task.grants is read.")
    private @Nullable String group;

    @Option(
        names = "--metric",
        paramLabel = "URL#METRIC",
        description =
            "A metric on a page in Prometheus' text format, such as"
                + " http://coupons:9100/metrics#queue_length{queue=\"new\"}; its samples are added"
                + " up.")
    private @Nullable String metric;

    private String signal() {
      return group != null
          ? RewardSignals.ofGroup(group)
          : Objects.requireNonNull(metric, "one of the two options is required");
    }
  }

  /** Removes the adaptive rate. */
  @Command(
      name = "clear",
      description = "Removes the adaptive rate; the set rate and the schedule apply.")
  static final class Clear extends RateChange {
    @Override
    RateDocument change(RateDocument current) {
      return current.withAdaptive(null);
    }
  }
}
