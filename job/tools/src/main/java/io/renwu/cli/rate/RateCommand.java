package io.renwu.cli.rate;

import io.renwu.cli.CommandGroup;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.RedisSession;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.job.config.RenwuConfig;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Shows and sets the rate rules of the task job, while it runs. */
@Command(
    name = "rate",
    description = "Shows and sets the rate at which the task job reads the queue.",
    subcommands = {
      RateCommand.Get.class,
      RateCommand.Set.class,
      RateCommand.Pause.class,
      RateCommand.Resume.class,
      RateLanesCommand.class,
      RateScheduleCommand.class,
      RateAdaptiveCommand.class,
      RateHistoryCommand.class
    })
public final class RateCommand extends CommandGroup {
  /** Prints the rules and the achieved rate. */
  @Command(
      name = "get",
      description = "Prints the rules that are set and the rate that is achieved.")
  static final class Get implements Callable<Integer> {
    private static final String UNREPORTED =
        "no task job reports its rate" + System.lineSeparator();

    @Spec private CommandSpec spec;
    @Mixin private ConfigOptions config;
    @Mixin private OutputOption output;

    @Override
    public Integer call() {
      RenwuConfig system = config.load();
      RateDocument defaults = RateView.defaultRules(system);
      RateView view =
          RedisSession.withStreams(
              system,
              redis ->
                  redis
                      .controlHistory(ControlHistory.LENGTH)
                      .thenApply(ControlHistory::new)
                      .thenCombine(
                          redis.status(),
                          (history, status) ->
                              new RateView(
                                  history.rules().orElse(defaults),
                                  status.map(RateReport::parse),
                                  history.problem())));
      output.print(
          spec.commandLine().getOut(),
          RateRulesReport.of(view.rules(), view.report(), view.problem()),
          () -> view.text() + (view.report().isEmpty() ? UNREPORTED : ""));
      return ExitCodes.GOOD;
    }
  }

  /** Sets the rate. */
  @Command(
      name = "set",
      description = "Sets the rate of the whole job; it takes effect within a second.")
  static final class Set extends RateChange {
    @Parameters(
        paramLabel = "RECORDS_PER_SECOND",
        description = "0 or more (0 stops), or 'unlimited'.",
        converter = RateConverter.class)
    private Rate rate;

    @Option(
        names = "--burst",
        paramLabel = "MILLIS",
        description =
            "How long unused tokens accumulate (100 unless set before). More makes up for gaps,"
                + " but the rate of a single second may exceed the set rate by as much.")
    private @Nullable Long burstMillis;

    @Override
    RateDocument change(RateDocument current) {
      return current.withRate(
          rate.perSecond(), burstMillis == null ? current.burstMillis() : burstMillis);
    }
  }

  /** Pauses reading. */
  @Command(name = "pause", description = "Stops reading the queue; the queue grows meanwhile.")
  static final class Pause extends RateChange {
    @Override
    RateDocument change(RateDocument current) {
      return current.withPaused(true);
    }
  }

  /** Resumes reading. */
  @Command(name = "resume", description = "Reads the queue again, at the rate set before.")
  static final class Resume extends RateChange {
    @Override
    RateDocument change(RateDocument current) {
      return current.withPaused(false);
    }
  }

  /**
   * A rate that may be set.
   *
   * @param perSecond 0 or more; null for no limit
   */
  record Rate(@Nullable Double perSecond) {}

  static final class RateConverter implements ITypeConverter<Rate> {
    @Override
    public Rate convert(String text) {
      try {
        return new Rate(RateText.rate(text).orElse(null));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
