package io.renwu.cli.rate;

import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ErrorPrinter;
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

/** Says by which rules the task job takes from the queue, while it runs. */
@Command(
    name = "rate",
    description = "Shows and sets how the task job takes from the queue, while it runs.",
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
public final class RateCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw ErrorPrinter.missingSubcommand(spec);
  }

  /** What is set and what is reached. */
  @Command(name = "get", description = "Prints the rules that are set and what is reached by them.")
  static final class Get implements Callable<Integer> {
    private static final String UNREPORTED =
        "no task job reports what it reaches" + System.lineSeparator();

    @Spec private CommandSpec spec;
    @Mixin private ConfigOptions config;
    @Mixin private OutputOption output;

    @Override
    public Integer call() {
      RenwuConfig system = config.load();
      RateDocument unset = RateView.unset(system);
      RateView view =
          RedisSession.use(
              system,
              redis ->
                  redis
                      .controlHistory(ControlHistory.LENGTH)
                      .thenApply(ControlHistory::new)
                      .thenCombine(
                          redis.status(),
                          (control, status) ->
                              new RateView(
                                  control.rules().orElse(unset),
                                  status.map(RateReport::parse),
                                  control.problem())));
      output.print(
          spec.commandLine().getOut(),
          RateRulesReport.of(view.set(), view.report(), view.problem()),
          () -> view.text() + (view.report().isEmpty() ? UNREPORTED : ""));
      return ExitCodes.GOOD;
    }
  }

  /** Sets the rate. */
  @Command(
      name = "set",
      description = "Sets the rate for the whole job; it takes hold within a second.")
  static final class Set extends RateChange {
    @Parameters(
        paramLabel = "RECORDS_PER_SECOND",
        description = "0 or more (0 stops), or 'unlimited'.",
        converter = RateConverter.class)
    private Rate rate;

    @Option(
        names = "--burst",
        paramLabel = "MILLIS",
        description = {
          "How long tokens pile up while nothing is there to take (100 unless set before). More"
              + " makes",
          "up for gaps; the rate of a single second may be over by as much."
        })
    private Long burstMillis;

    @Override
    RateDocument change(RateDocument now) {
      return now.withRate(rate.perSecond(), burstMillis == null ? now.burstMillis() : burstMillis);
    }
  }

  /** Stops taking. */
  @Command(name = "pause", description = "Stops taking from the queue; the queue grows meanwhile.")
  static final class Pause extends RateChange {
    @Override
    RateDocument change(RateDocument now) {
      return now.withPaused(true);
    }
  }

  /** Goes on. */
  @Command(name = "resume", description = "Goes on taking from the queue, at the rate set before.")
  static final class Resume extends RateChange {
    @Override
    RateDocument change(RateDocument now) {
      return now.withPaused(false);
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
