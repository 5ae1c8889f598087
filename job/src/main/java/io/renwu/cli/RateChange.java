package io.renwu.cli;

import io.renwu.connector.redis.streams.client.RateDocument;
import io.renwu.connector.redis.streams.client.RedisStreams;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands that change the rules of taking share. */
abstract class RateChange implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why; kept with the change.")
  private String reason;

  /**
   * The rules after the change; version and signature are filled in.
   *
   * @throws IllegalArgumentException with what is wrong with them
   */
  abstract RateDocument change(RateDocument now);

  @Override
  public Integer call() {
    // What cannot be is refused before Redis is asked.
    var unused = changed(RateView.UNSET);
    RateDocument after =
        RedisSession.use(config.load(), redis -> replace(redis, now -> sign(now, changed(now))));
    new RateView(after, Optional.empty()).print(spec, output);
    return ExitCodes.GOOD;
  }

  private RateDocument changed(RateDocument now) {
    try {
      return change(now);
    } catch (IllegalArgumentException e) {
      throw CliException.usage(e.getMessage());
    }
  }

  private RateDocument sign(RateDocument now, RateDocument wanted) {
    return wanted.signed(
        now.version() + 1,
        System.getProperty("user.name"),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        reason);
  }

  /** Compare-and-set, again from the start whenever somebody else was quicker. */
  private static CompletableFuture<RateDocument> replace(
      RedisStreams redis, UnaryOperator<RateDocument> change) {
    return redis
        .control()
        .thenCompose(
            text -> {
              RateDocument now = text.map(RateView::parse).orElse(RateView.UNSET);
              RateDocument after = change.apply(now);
              return redis
                  .replaceControl(text.isPresent() ? now.version() : 0, after.toJson())
                  .thenCompose(
                      done ->
                          done ? CompletableFuture.completedFuture(after) : replace(redis, change));
            });
  }
}
