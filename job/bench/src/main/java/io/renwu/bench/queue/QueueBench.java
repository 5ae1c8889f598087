package io.renwu.bench.queue;

import io.renwu.bench.BenchOptions;
import io.renwu.bench.Report;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.server.RedisServer;
import io.renwu.server.Workspace;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the queue on its own servers. */
@Command(
    name = "queue",
    description = "Measures writer, reader and collector on their own Redis and Kafka.")
public final class QueueBench implements Callable<Integer> {
  /** The append-only file is written as by default, but not rewritten during a measurement. */
  private static final Map<String, String> REDIS = Map.of("auto-aof-rewrite-percentage", "0");

  /** The parts that can be measured alone. */
  enum Part {
    CONNECTOR,
    TRAFFIC,
    DELAY,
    COLLECTOR
  }

  @Mixin private BenchOptions options;

  @Option(
      names = "--part",
      split = ",",
      description = "Only these parts: ${COMPLETION-CANDIDATES}. Default: all.")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  QueueBench() {}

  @Override
  public Integer call() throws Exception {
    Report report = new Report();
    try (Workspace workspace = Workspace.create();
        RedisServer redis =
            new RedisServer(workspace.folder("redis"), RedisServer.Fsync.EVERY_SECOND, REDIS)) {
      redis.start();
      RedisAccess access = RedisAccess.of(redis.uri(), "bench");
      try (RawClient raw = new RawClient(redis.uri())) {
        if (parts.contains(Part.CONNECTOR)) {
          new ConnectorPart(options, raw, access).run(report);
        }
        if (parts.contains(Part.TRAFFIC)) {
          new TrafficPart(options, raw, access).run(report);
        }
        if (parts.contains(Part.DELAY)) {
          new DelayPart(options, raw, access).run(report);
        }
        if (parts.contains(Part.COLLECTOR)) {
          new CollectorPart(options, raw, redis.uri()).run(report, workspace);
        }
      }
    }
    return options.print(report);
  }
}
