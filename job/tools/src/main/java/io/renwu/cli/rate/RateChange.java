package io.renwu.cli.rate;

import io.renwu.connector.redis.streams.client.Keys;
import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.RedisSession;
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
    RenwuConfig system = config.load();
    RateDocument unset = RateView.unset(system);
    // What cannot be is refused before Redis is asked.
    var unused = changed(unset);
    String key = Keys.of(new SystemAccess(system).redis()).rules();
    RateDocument after =
        RedisSession.use(system, redis -> replace(redis, key, now -> signed(now, unset)));
    output.print(
        spec.commandLine().getOut(), RateRulesReport.of(after), () -> new RateView(after).text());
    return ExitCodes.GOOD;
  }

  private RateDocument changed(RateDocument now) {
    try {
      return change(now);
    } catch (IllegalArgumentException e) {
      throw CliException.usage(e.getMessage());
    }
  }

  /** The rules after those that are set, if any are. */
  private RateDocument signed(Optional<RateDocument> now, RateDocument unset) {
    return changed(now.orElse(unset))
        .signed(
            now.map(RateDocument::version).orElse(0L) + 1,
            System.getProperty("user.name"),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            reason);
  }

  /** Compare-and-set, again from the start whenever somebody else was quicker. */
  private static CompletableFuture<RateDocument> replace(
      RedisStreams redis, String key, Function<Optional<RateDocument>, RateDocument> change) {
    return redis
        .controlHistory(ControlHistory.LENGTH)
        .thenApply(ControlHistory::new)
        .thenCompose(
            present -> {
              if (present.isNoList()) {
                return CompletableFuture.failedFuture(
                    new IOException(
                        "found something else than a list under the key "
                            + key
                            + "; delete it (DEL "
                            + key
                            + "): a task job that runs writes the rules in force back. Then set the"
                            + " rules again"));
              }
              RateDocument after = change.apply(present.rules());
              return put(redis, present, after)
                  .thenCompose(
                      done ->
                          done
                              ? CompletableFuture.completedFuture(after)
                              : replace(redis, key, change));
            });
  }

  /** In the place of the newest, also where that cannot be read. */
  private static CompletableFuture<Boolean> put(
      RedisStreams redis, ControlHistory present, RateDocument after) {
    return present.problem().isPresent()
        ? redis.restoreControl(present.newest(), after.toJson())
        : redis.replaceControl(after.version() - 1, after.toJson());
  }
}
