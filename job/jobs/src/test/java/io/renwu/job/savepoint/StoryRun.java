package io.renwu.job.savepoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.source.RedisStreamsSource;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.engine.EngineSettings;
import io.renwu.function.DocumentFailures;
import io.renwu.function.FailureCounter;
import io.renwu.function.OutputRecord.Output;
import io.renwu.function.PublishedRecord;
import io.renwu.function.RuleGate;
import io.renwu.function.TaskFunction;
import io.renwu.job.JobParts;
import io.renwu.job.MemoryCatalog;
import io.renwu.job.QueuedDocuments;
import io.renwu.job.TaskTopology;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.model.DecisionLevel;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs the task job's own stages with the tasks and events of a story. Successive runs may share a
 * queue: events that it has are not appended again.
 */
final class StoryRun {
  /** Emits each step of progress at once, so that the outputs do not depend on savepoints. */
  private static final int EACH_STEP = 0;

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String TOPIC = "behavior.";
  private static final String DOCUMENTS = "documents";
  private static final MemorySize IN_ONE_FILE = MemorySize.ofMebiBytes(1);
  private static final int MAX_VERSIONS = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RedisAccess behaviors;
  private final RedisAccess rules;
  private final Map<StreamId, Integer> lengths = new HashMap<>();
  private SavepointOutputs outputs;
  private JobClient job;

  /**
   * Creates a run over empty queues.
   *
   * @param name the prefix of the queues, unique on this server
   */
  StoryRun(String uri, String name) {
    behaviors = RedisAccess.of(uri, name);
    rules = RedisAccess.of(uri, name + "-rules");
  }

  /** Appends each event to the queue of its behavior. */
  void append(List<String> events) throws IOException {
    Map<StreamId, List<QueueRecord>> records = new HashMap<>();
    for (String event : events) {
      JsonNode json = JSON.readTree(event);
      StreamId stream = new StreamId(TOPIC + json.path("behavior").asText(), 0);
      int offset = lengths.merge(stream, 1, Integer::sum) - 1;
      String received = json.path("receivedAt").asText(json.path("time").asText());
      records
          .computeIfAbsent(stream, key -> new ArrayList<>())
          .add(
              new QueueRecord(
                  stream, offset, Instant.parse(received).toEpochMilli(), event.getBytes(UTF_8)));
    }
    append(behaviors, records);
  }

  /** Publishes documents. */
  void publish(List<String> documents) {
    StreamId stream = new StreamId(DOCUMENTS, 0);
    List<QueueRecord> records = new ArrayList<>();
    for (String document : documents) {
      records.add(
          new QueueRecord(
              stream, lengths.merge(stream, 1, Integer::sum) - 1, 0, document.getBytes(UTF_8)));
    }
    append(rules, Map.of(stream, records));
  }

  private static void append(RedisAccess access, Map<StreamId, List<QueueRecord>> records) {
    try (RedisStreams redis = LettuceRedisStreams.connect(access)) {
      records.keySet().forEach(stream -> redis.register(stream, "only").join());
      records.forEach(
          (stream, all) -> {
            long end = StreamPosition.of(0, all.get(0).offset()) - 1;
            StreamEntry entry =
                new StreamEntry(
                    StreamPosition.of(0, all.get(all.size() - 1).offset()),
                    Frame.encode(end, all, Compression.NONE));
            redis.append(stream, end, List.of(entry)).join();
          });
    }
  }

  /**
   * Starts the job.
   *
   * @param accepted the documents in the catalog at the start
   * @param savepoint the savepoint to restore; null for none
   */
  void start(List<String> accepted, Path savepoint) throws Exception {
    Configuration flink = new Configuration();
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1));
    flink.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, IN_ONE_FILE);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    if (savepoint != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(1);
    RenwuConfig config =
        RenwuConfig.load(
            Optional.empty(),
            Map.of(
                Options.REDIS_URI.key(),
                behaviors.uri(),
                Options.QUEUE_KEY_PREFIX.key(),
                behaviors.keyPrefix()),
            Map.of());
    env.setMaxParallelism(config.get(Options.JOB_MAX_PARALLELISM));
    MemoryCatalog catalog = new MemoryCatalog(behaviors.keyPrefix());
    catalog.accept(accepted);
    outputs = new SavepointOutputs(behaviors.keyPrefix());
    TaskTopology.build(
        env,
        new TaskTopology.Inputs(
            new JobParts(config).queueSource(),
            // The events of a story are later than today.
            context -> new BoundedOutOfOrdernessWatermarks<>(Duration.ofDays(2)),
            RedisStreamsSource.<PublishedRecord>builder()
                .access(rules)
                .deserializer(new QueuedDocuments())
                .build()),
        FailureCounter.NONE,
        new RuleGate(catalog, DocumentFailures.NONE, MAX_VERSIONS),
        new TaskFunction(
            EngineSettings.DEFAULTS, DecisionLevel.ALL, catalog, FailureCounter.NONE, EACH_STEP),
        new TaskTopology.Outputs(outputs, outputs, outputs));
    job = env.executeAsync(behaviors.keyPrefix());
  }

  /** Waits for the answers to all documents and for the decisions on an event. */
  void await(int documents, String lastEvent) throws IOException {
    String eventId = "\"eventId\":" + JSON.readTree(lastEvent).path("eventId");
    Await.untilTrue(
        "the job to answer all documents and to decide on the last event",
        PATIENCE,
        () -> {
          job.getJobStatus().get();
          return outputs.values(Output.RULE_STATUS).size() >= documents
              && outputs.values(Output.DECISIONS).stream().anyMatch(d -> d.contains(eventId));
        });
  }

  /** Takes a savepoint and continues. */
  Path savepoint(Path folder) {
    return path(
        job.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.CANONICAL).join());
  }

  /** Takes a savepoint and stops. */
  Path stop(Path folder) {
    return path(
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .join());
  }

  private static Path path(String uri) {
    return Path.of(URI.create(uri));
  }

  void cancel() {
    job.cancel().join();
  }

  SavepointOutputs outputs() {
    return outputs;
  }
}
