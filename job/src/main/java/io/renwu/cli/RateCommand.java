package io.renwu.cli;

import io.renwu.connector.redis.streams.client.RateDocument;
import io.renwu.connector.redis.streams.client.RateReport;
import io.renwu.connector.redis.streams.client.RedisStreams;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how fast the task job takes from the queue, while it runs. */
@Command(
    name = "rate",
    description = "Shows and sets how fast the task job takes from the queue, while it runs.",
    subcommands = {
      RateCommand.Get.class,
      RateCommand.Set.class,
      RateCommand.Pause.class,
      RateCommand.Resume.class
    })
final class RateCommand implements Runnable {
  private static final RateDocument UNLIMITED = new RateDocument(1, null, false, "", "", "");

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw Errors.missingSubcommand(spec);
  }

  /** What is set and what is reached. */
  @Command(name = "get", description = "Prints the rate that is set and the rate that is reached.")
  static final class Get implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ConfigOptions config;
    @Mixin private OutputOption output;

    @Override
    public Integer call() {
      Map<String, Object> rate =
          RedisSession.use(
              config.load(),
              redis -> redis.control().thenCombine(redis.status(), RateCommand::describe));
      print(spec, output, rate);
      return ExitCodes.GOOD;
    }
  }

  /** What the commands that change something share. */
  abstract static class Change implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ConfigOptions config;
    @Mixin private OutputOption output;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        defaultValue = "",
        description = "Why; kept with the change.")
    private String reason;

    /** The rate after the change; the rest of the document is filled in. */
    abstract RateDocument change(RateDocument now);

    @Override
    public Integer call() {
      UnaryOperator<RateDocument> signed =
          now -> {
            RateDocument wanted = change(now);
            return new RateDocument(
                now.version() + 1,
                wanted.rate(),
                wanted.paused(),
                System.getProperty("user.name"),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                reason);
          };
      Map<String, Object> rate =
          RedisSession.use(
              config.load(),
              redis ->
                  replace(redis, signed)
                      .thenApply(after -> describe(Optional.of(after.toJson()), Optional.empty())));
      print(spec, output, rate);
      return ExitCodes.GOOD;
    }

    /** Compare-and-set, again from the start whenever somebody else was quicker. */
    private static CompletableFuture<RateDocument> replace(
        RedisStreams redis, UnaryOperator<RateDocument> change) {
      return redis
          .control()
          .thenCompose(
              text -> {
                RateDocument now = text.map(RateDocument::parse).orElse(UNLIMITED);
                RateDocument after = change.apply(now);
                return redis
                    .replaceControl(text.isPresent() ? now.version() : 0, after.toJson())
                    .thenCompose(
                        done ->
                            done
                                ? CompletableFuture.completedFuture(after)
                                : replace(redis, change));
              });
    }
  }

  /** Sets the rate. */
  @Command(
      name = "set",
      description = "Sets the rate for the whole job; it takes hold within a second.")
  static final class Set extends Change {
    @Parameters(
        paramLabel = "RECORDS_PER_SECOND",
        description = "Above 0, or 'unlimited'.",
        converter = RateConverter.class)
    private Rate rate;

    @Override
    RateDocument change(RateDocument now) {
      return new RateDocument(now.version(), rate.perSecond(), now.paused(), "", "", "");
    }
  }

  /** Stops taking. */
  @Command(name = "pause", description = "Stops taking from the queue; the queue grows meanwhile.")
  static final class Pause extends Change {
    @Override
    RateDocument change(RateDocument now) {
      return new RateDocument(now.version(), now.rate(), true, "", "", "");
    }
  }

  /** Goes on. */
  @Command(name = "resume", description = "Goes on taking from the queue, at the rate set before.")
  static final class Resume extends Change {
    @Override
    RateDocument change(RateDocument now) {
      return new RateDocument(now.version(), now.rate(), false, "", "", "");
    }
  }

  private static Map<String, Object> describe(Optional<String> control, Optional<String> status) {
    RateDocument set = control.map(RateDocument::parse).orElse(UNLIMITED);
    Map<String, Object> rate = new LinkedHashMap<>();
    rate.put("rate", set.rate());
    rate.put("paused", set.paused());
    rate.put("by", set.by());
    rate.put("at", set.at());
    rate.put("reason", set.reason());
    Optional<RateReport> report = status.map(RateReport::parse);
    rate.put("achieved1s", report.map(RateReport::achieved1s).orElse(null));
    rate.put("achieved10s", report.map(RateReport::achieved10s).orElse(null));
    rate.put("readers", report.map(RateReport::readers).orElse(0));
    return rate;
  }

  private static void print(CommandSpec spec, OutputOption output, Map<String, Object> rate) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      OutputOption.print(out, rate);
      return;
    }
    Object number = rate.get("rate");
    String set = number == null ? "unlimited" : number + " records/s";
    out.println(set + ((boolean) rate.get("paused") ? ", paused" : "") + signature(rate));
    if (rate.get("achieved1s") != null) {
      out.println(
          "achieved: "
              + rate.get("achieved1s")
              + " records/s over 1 s, "
              + rate.get("achieved10s")
              + " over 10 s, with "
              + rate.get("readers")
              + " readers");
    }
  }

  private static String signature(Map<String, Object> rate) {
    String by = (String) rate.get("by");
    String reason = (String) rate.get("reason");
    return by.isEmpty()
        ? ""
        : " (set by "
            + by
            + " at "
            + rate.get("at")
            + (reason.isEmpty() ? "" : ": " + reason)
            + ")";
  }

  /**
   * A rate that may be set.
   *
   * @param perSecond above 0; null for no limit
   */
  record Rate(Double perSecond) {}

  static final class RateConverter implements picocli.CommandLine.ITypeConverter<Rate> {
    @Override
    public Rate convert(String text) {
      if (text.equals("unlimited")) {
        return new Rate(null);
      }
      try {
        double rate = Double.parseDouble(text);
        if (rate > 0 && rate < Double.MAX_VALUE) {
          return new Rate(rate);
        }
      } catch (NumberFormatException noNumber) {
        // Answered below, like a number that is no rate.
      }
      throw new picocli.CommandLine.TypeConversionException(
          "found '"
              + text
              + "', expected a number above 0 or 'unlimited' (to stop taking: rate pause)");
    }
  }
}
