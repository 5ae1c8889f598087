package io.renwu.cli.queue;

import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.RedisSession;
import io.renwu.cli.SpanConverter;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.inspect.QueueTrimmer;
import io.renwu.connector.redis.streams.inspect.TrimPlan;
import io.renwu.connector.redis.streams.inspect.TrimRule;
import io.renwu.job.config.RenwuConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trims streams by hand, to free memory. */
@Command(
    name = "trim",
    description = {
      "Removes entries that a completed checkpoint covers.",
      "The streams keep these for the retained span (queue.retain.span), so that older savepoints"
          + " can be restored; this frees their memory earlier. Without --yes it only prints what"
          + " would be removed, and which savepoints could then no longer be restored."
    })
final class QueueTrimCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;

  @Parameters(
      arity = "0..*",
      paramLabel = "TOPIC:PARTITION",
      description = "The streams, as queue status names them.",
      converter = StreamIdConverter.class)
  private List<StreamId> streams = new ArrayList<>();

  @Option(names = "--all", description = "Trim every stream.")
  private boolean all;

  @Option(
      names = "--keep",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "Keep records received within this span: 10m, 2h, PT10M; 0s keeps none.")
  private @Nullable Duration keep;

  @Option(
      names = "--up-to",
      paramLabel = "OFFSET",
      description = "Remove the entries that end at or before this offset, of one stream.")
  private @Nullable Long upTo;

  @Option(
      names = "--give-up-untaken",
      description =
          "With --up-to: also remove records that no completed checkpoint covers. They are lost:"
              + " the task job never processes them, and cannot restore a checkpoint from before"
              + " them.")
  private boolean giveUpUntaken;

  @Option(names = "--yes", description = "Remove the entries.")
  private boolean yes;

  @Override
  public Integer call() {
    requireConsistentOptions();
    RenwuConfig system = config.load();
    long nowMillis = System.currentTimeMillis();
    TrimRule rule = rule(nowMillis);
    List<TrimPlan> plans =
        RedisSession.withQueue(
            system, queue -> CompletableFuture.supplyAsync(() -> trim(queue, rule)));
    output.print(
        spec.commandLine().getOut(),
        TrimReport.of(plans, yes),
        () -> new TrimView(plans, yes, nowMillis).text());
    return ExitCodes.GOOD;
  }

  private void requireConsistentOptions() {
    if (streams.isEmpty() != all) {
      throw CliException.usage("expected streams (TOPIC:PARTITION …) or --all");
    }
    if ((keep == null) == (upTo == null)) {
      throw CliException.usage("expected either --keep SPAN or --up-to OFFSET");
    }
    if (upTo != null
        && (all || streams.size() > 1 || upTo < 0 || upTo > StreamPosition.MAX_OFFSET)) {
      throw CliException.usage("--up-to: expected an offset of one stream");
    }
    if (giveUpUntaken && upTo == null) {
      throw CliException.usage("--give-up-untaken: expected --up-to OFFSET with it");
    }
  }

  private TrimRule rule(long nowMillis) {
    if (upTo != null) {
      return TrimRule.upTo(upTo, giveUpUntaken);
    }
    Duration kept = Objects.requireNonNull(keep, "either --up-to or --keep is given");
    return TrimRule.receivedBefore(nowMillis - kept.toMillis());
  }

  private List<TrimPlan> trim(QueueAccess queue, TrimRule rule) {
    QueueTrimmer trimmer = new QueueTrimmer(queue);
    List<StreamId> known = trimmer.streams().join();
    List<TrimPlan> plans = new ArrayList<>();
    for (StreamId stream : all ? known : streams) {
      if (!known.contains(stream)) {
        throw CliException.failed(
            "the queue has no stream " + stream + "; renwu queue status lists them", null);
      }
      plans.add(trimmer.plan(stream, rule).join());
    }
    plans.forEach(this::requireTaken);
    if (yes) {
      plans.stream()
          .filter(plan -> !plan.isNothing())
          .forEach(plan -> carryOut(trimmer, plan, rule));
    }
    return plans;
  }

  private void requireTaken(TrimPlan plan) {
    if (upTo == null || giveUpUntaken) {
      return;
    }
    long taken = StreamPosition.offset(plan.taken());
    if (upTo > taken) {
      throw CliException.failed(
          "offset "
              + upTo
              + " of "
              + plan.stream()
              + " is not taken: the task job's last completed checkpoint covers "
              + (taken < 0 ? "none" : "the offsets up to " + taken)
              + "; trim up to there, or give the records up with --give-up-untaken",
          null);
    }
  }

  private static void carryOut(QueueTrimmer trimmer, TrimPlan plan, TrimRule rule) {
    if (trimmer.carryOut(plan, rule).join().isEmpty()) {
      throw CliException.failed(
          "the task job's position in "
              + plan.stream()
              + " moved back meanwhile; nothing was removed",
          null);
    }
  }
}
