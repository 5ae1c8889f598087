package io.renwu.cli.rate;

import io.renwu.cli.ErrorPrinter;
import io.renwu.cli.SpanConverter;
import io.renwu.connector.redis.streams.control.AdaptiveDocument;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.job.signal.RewardSignals;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how the rate follows the side that pays the rewards. */
@Command(
    name = "adaptive",
    description = "Slows down while the side of the rewards is behind. rate get shows how.",
    subcommands = {RateAdaptiveCommand.Set.class, RateAdaptiveCommand.Clear.class})
final class RateAdaptiveCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw ErrorPrinter.missingSubcommand(spec);
  }

  /** Sets all of it. */
  @Command(
      name = "set",
      description = {
        "Lets the rate follow how far the side of the rewards is behind: at the ceiling up to half",
        "of the greatest lag, from there on less and less, and at the floor from the greatest lag",
        "on. It is never above what rate set and the schedule say; a pause and the rate 0 win.",
        "  renwu rate adaptive set --group coupons --max-lag 60000 --floor 50 --ceiling 5000"
      })
  static final class Set extends RateChange {
    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(
        names = "--max-lag",
        required = true,
        paramLabel = "LAG",
        description = {
          "The greatest lag: records for a group, what it counts for a metric. Some minutes of what",
          "that side does in them are a good choice."
        })
    private double maxLag;

    @Option(
        names = "--floor",
        required = true,
        paramLabel = "RECORDS_PER_SECOND",
        description = "The least rate, greater than 0.")
    private double floor;

    @Option(
        names = "--ceiling",
        required = true,
        paramLabel = "RECORDS_PER_SECOND",
        description = "The greatest rate.")
    private double ceiling;

    @Option(
        names = "--every",
        paramLabel = "SPAN",
        converter = SpanConverter.class,
        description = {
          "How often the rate may change, 1 s to 60 s (default: 5 s): no shorter than the time",
          "between two commits of the group."
        })
    private Duration every;

    @Override
    RateDocument change(RateDocument now) {
      RewardSignals.check(source.signal());
      return now.withAdaptive(
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

  /** What is read. */
  static final class Source {
    @Option(
        names = "--group",
        paramLabel = "GROUP",
        description = "The consumer group whose lag on task.grants is read.")
    private String group;

    @Option(
        names = "--metric",
        paramLabel = "URL#METRIC",
        description = {
          "A metric on a page in Prometheus' text format, such as",
          "http://coupons:9100/metrics#queue_length{queue=\"new\"}; its samples are added up."
        })
    private String metric;

    private String signal() {
      return group == null ? metric : RewardSignals.ofGroup(group);
    }
  }

  /** Back to the rate that is set. */
  @Command(
      name = "clear",
      description = "Removes it: the rate that is set holds, and the schedule.")
  static final class Clear extends RateChange {
    @Override
    RateDocument change(RateDocument now) {
      return now.withAdaptive(null);
    }
  }
}
