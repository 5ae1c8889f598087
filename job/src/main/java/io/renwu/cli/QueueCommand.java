package io.renwu.cli;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.inspect.QueueInspector;
import io.renwu.connector.redis.streams.inspect.StreamStatus;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at the queue, and gives up what it has lost. */
@Command(
    name = "queue",
    description = "Looks at the queue between the two jobs.",
    subcommands = {QueueCommand.Status.class, QueueCommand.Peek.class, AcceptLossCommand.class})
final class QueueCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw Errors.missingSubcommand(spec);
  }

  /** How long the queue is. */
  @Command(
      name = "status",
      description = {
        "Prints how many records wait in each stream, and for how long.",
        "A record waits until a completed checkpoint of the task job covers it."
      })
  static final class Status implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ConfigOptions config;
    @Mixin private OutputOption output;

    @Override
    public Integer call() {
      Instant now = Instant.now();
      List<StreamStatus> streams =
          RedisSession.use(config.load(), redis -> new QueueInspector(redis).status());
      PrintWriter out = spec.commandLine().getOut();
      long waiting = streams.stream().mapToLong(StreamStatus::waiting).sum();
      if (output.isJson()) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("waiting", waiting);
        json.put("streams", streams.stream().map(stream -> json(stream, now)).toList());
        OutputOption.print(out, json);
        return ExitCodes.GOOD;
      }
      Table table =
          new Table("STREAM", "WAITING", "OLDEST", "ENTRIES", "APPENDED UP TO", "TAKEN UP TO");
      for (StreamStatus stream : streams) {
        table.add(
            stream.stream(),
            stream.waiting(),
            age(stream, now),
            stream.entries(),
            StreamPosition.offset(stream.highWater()),
            StreamPosition.offset(stream.taken()));
      }
      out.print(table);
      out.println(waiting + " waiting in " + streams.size() + " streams");
      return ExitCodes.GOOD;
    }

    private static String age(StreamStatus stream, Instant now) {
      return stream.oldestWaitingMillis() == null
          ? null
          : Math.max(0, now.toEpochMilli() - stream.oldestWaitingMillis()) / 1000 + " s";
    }

    private static Map<String, Object> json(StreamStatus stream, Instant now) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("stream", stream.stream().toString());
      json.put("waiting", stream.waiting());
      json.put(
          "oldestAgeMillis",
          stream.oldestWaitingMillis() == null
              ? null
              : now.toEpochMilli() - stream.oldestWaitingMillis());
      json.put("entries", stream.entries());
      json.put("epoch", StreamPosition.epoch(stream.highWater()));
      json.put("appendedOffset", StreamPosition.offset(stream.highWater()));
      json.put("takenOffset", StreamPosition.offset(stream.taken()));
      json.put("trimmedOffset", StreamPosition.offset(stream.trimmed()));
      return json;
    }
  }

  /** What is in the queue. */
  @Command(name = "peek", description = "Prints records of a stream, one line of JSON each.")
  static final class Peek implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ConfigOptions config;

    @Parameters(
        paramLabel = "TOPIC:PARTITION",
        description = "The stream, as queue status names it.",
        converter = StreamIdConverter.class)
    private StreamId stream;

    @Option(
        names = "--from",
        paramLabel = "OFFSET",
        description = "The first offset (default: the first that waits).")
    private Long from;

    @Option(
        names = {"-n", "--count"},
        paramLabel = "N",
        defaultValue = "10",
        description = "How many records at the most (default: ${DEFAULT-VALUE}).")
    private int count;

    @Override
    public Integer call() {
      List<QueueRecord> records =
          RedisSession.use(
              config.load(),
              redis -> {
                QueueInspector inspector = new QueueInspector(redis);
                return redis
                    .marks(stream)
                    .thenCombine(
                        redis.highWater(stream), (marks, high) -> after(marks.taken(), high))
                    .thenCompose(after -> inspector.records(stream, after, count));
              });
      PrintWriter out = spec.commandLine().getOut();
      records.stream().limit(count).forEach(record -> OutputOption.print(out, json(record)));
      return ExitCodes.GOOD;
    }

    private long after(long taken, long highWater) {
      return from == null ? taken : StreamPosition.of(StreamPosition.epoch(highWater), from) - 1;
    }

    private static Map<String, Object> json(QueueRecord record) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("stream", record.stream().toString());
      json.put("offset", record.offset());
      json.put("receivedAt", Instant.ofEpochMilli(record.receivedAtMillis()).toString());
      json.put("value", new String(record.value(), StandardCharsets.UTF_8));
      return json;
    }
  }

  static final class StreamIdConverter implements picocli.CommandLine.ITypeConverter<StreamId> {
    @Override
    public StreamId convert(String text) {
      try {
        return StreamId.parse(text);
      } catch (IllegalArgumentException wrong) {
        throw new picocli.CommandLine.TypeConversionException(
            "found '" + text + "', expected TOPIC:PARTITION as behavior.comment:3");
      }
    }
  }
}
