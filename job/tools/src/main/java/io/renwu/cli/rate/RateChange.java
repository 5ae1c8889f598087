package io.renwu.cli.rate;

import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.RedisSession;
import io.renwu.connector.redis.streams.client.Keys;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that changes the rate rules. */
abstract class RateChange implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why; stored with the change.")
  private String reason;

  /**
   * The rules after the change; the caller fills in version, author, time and reason.
   *
   * @throws IllegalArgumentException if the rules are invalid
   */
  abstract RateDocument change(RateDocument current);

  @Override
  public Integer call() {
    RenwuConfig system = config.load();
    RateDocument defaults = RateView.defaultRules(system);
    // Invalid rules are refused before Redis is contacted.
    var unused = applyChange(defaults);
    String key = Keys.of(new SystemAccess(system).redis()).rules();
    RateDocument after =
        RedisSession.withStreams(
            system, redis -> replace(redis, key, current -> sign(current, defaults)));
    output.print(
        spec.commandLine().getOut(), RateRulesReport.of(after), () -> new RateView(after).text());
    return ExitCodes.GOOD;
  }

  private RateDocument applyChange(RateDocument current) {
    try {
      return change(current);
    } catch (IllegalArgumentException e) {
      throw CliException.usage(e.getMessage());
    }
  }

  /** The changed rules with the next version, author, time and reason. */
  private RateDocument sign(Optional<RateDocument> current, RateDocument defaults) {
    return applyChange(current.orElse(defaults))
        .signed(
            current.map(RateDocument::version).orElse(0L) + 1,
            System.getProperty("user.name"),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            reason);
  }

  /** Compare-and-set; starts again if another command changed the rules meanwhile. */
  private static CompletableFuture<RateDocument> replace(
      RedisStreams redis, String key, Function<Optional<RateDocument>, RateDocument> change) {
    return redis
        .controlHistory(ControlHistory.LENGTH)
        .thenApply(ControlHistory::new)
        .thenCompose(
            history -> {
              if (history.isNoList()) {
                return CompletableFuture.failedFuture(
                    new IOException(
                        "found something other than a list under the key "
                            + key
                            + "; delete it (DEL "
                            + key
                            + "): a running task job then writes back the rules in force. Then set"
                            + " the rules again"));
              }
              RateDocument after = change.apply(history.rules());
              return put(redis, history, after)
                  .thenCompose(
                      done ->
                          done
                              ? CompletableFuture.completedFuture(after)
                              : replace(redis, key, change));
            });
  }

  /** Replaces the newest document, even an unreadable one. */
  private static CompletableFuture<Boolean> put(
      RedisStreams redis, ControlHistory history, RateDocument after) {
    return history.problem().isPresent()
        ? redis.restoreControl(history.newest(), after.toJson())
        : redis.replaceControl(after.version() - 1, after.toJson());
  }
}
