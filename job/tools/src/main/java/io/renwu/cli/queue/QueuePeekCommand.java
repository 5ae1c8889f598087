package io.renwu.cli.queue;

import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.RedisSession;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.client.StreamSnapshot;
import io.renwu.connector.redis.streams.inspect.EntryView;
import io.renwu.connector.redis.streams.inspect.QueueInspector;
import io.renwu.job.config.RenwuConfig;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints records of a stream of the queue. */
@Command(
    name = "peek",
    description = {
      "Prints records of a stream, entry by entry; changes nothing.",
      "An entry that cannot be read is printed as broken; then the command exits with 1."
    })
final class QueuePeekCommand implements Callable<Integer> {
  private static final int PAGE = 16;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;

  @Parameters(
      paramLabel = "TOPIC:PARTITION",
      description = "The stream, as queue status names it.",
      converter = StreamIdConverter.class)
  private StreamId stream;

  @Option(
      names = "--from",
      paramLabel = "OFFSET",
      description = "The first offset (default: the first that is waiting).")
  private @Nullable Long from;

  @Option(
      names = "--to",
      paramLabel = "OFFSET",
      description = "The last offset (default: the last in the queue).")
  private @Nullable Long to;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      defaultValue = "10",
      description = "The most records to print (default: ${DEFAULT-VALUE}).")
  private int count;

  @Override
  public Integer call() {
    requireOffset("--from", from);
    requireOffset("--to", to);
    if (count < 1) {
      throw CliException.usage("--count: found " + count + ", expected 1 or more");
    }
    RenwuConfig system = config.load();
    PeekView view = new PeekView(spec.commandLine().getOut(), output.isJson());
    RedisSession.withQueue(
        system,
        queue -> queue.snapshot(stream).thenCompose(snapshot -> print(queue, snapshot, view)));
    return view.finish() ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }

  private static void requireOffset(String option, @Nullable Long offset) {
    if (offset != null && (offset < 0 || offset > StreamPosition.MAX_OFFSET)) {
      throw CliException.usage(
          option + ": found " + offset + ", expected an offset up to " + StreamPosition.MAX_OFFSET);
    }
  }

  private CompletableFuture<Integer> print(
      QueueAccess queue, StreamSnapshot snapshot, PeekView view) {
    int epoch = StreamPosition.epoch(snapshot.highWater());
    long after = from == null ? snapshot.taken() : StreamPosition.of(epoch, from) - 1;
    long last = to == null ? Long.MAX_VALUE : StreamPosition.of(epoch, to);
    return printPages(new QueueInspector(queue), after, after, last, count, view);
  }

  /** Prints from page to page; returns how many more records {@code --count} allows. */
  private CompletableFuture<Integer> printPages(
      QueueInspector inspector, long begin, long after, long last, int limit, PeekView view) {
    return inspector
        .entries(stream, after, PAGE)
        .thenCompose(
            page -> {
              int remaining = limit;
              long next = after;
              for (EntryView entry : page) {
                if (remaining == 0 || next >= last) {
                  return CompletableFuture.completedFuture(remaining);
                }
                List<QueueRecord> records = recordsBetween(entry, begin, last, remaining);
                if (!records.isEmpty() || entry.problem().isPresent()) {
                  view.print(entry, records);
                }
                remaining -= records.size();
                next = Math.max(next, entry.position());
              }
              return page.size() < PAGE || remaining == 0 || next >= last || next == after
                  ? CompletableFuture.completedFuture(remaining)
                  : printPages(inspector, begin, next, last, remaining, view);
            });
  }

  private static List<QueueRecord> recordsBetween(
      EntryView entry, long begin, long last, int most) {
    int epoch = StreamPosition.epoch(Math.max(0, entry.position()));
    return entry.records().stream()
        .filter(record -> StreamPosition.of(epoch, record.offset()) > begin)
        .filter(record -> StreamPosition.of(epoch, record.offset()) <= last)
        .limit(most)
        .toList();
  }
}
