package io.renwu.cli.simulate;

import io.renwu.catalog.TaskCatalog;
import io.renwu.cli.simulate.SimulationFiles.Kind;
import io.renwu.codec.EventCodec;
import io.renwu.codec.OutputJson;
import io.renwu.codec.ParsedEvent;
import io.renwu.codec.RuleStatus;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.UserProcessor.Processed;
import io.renwu.evaluation.EvaluationStore;
import io.renwu.evaluation.EvaluationStore.Table;
import io.renwu.evaluation.Evaluator;
import io.renwu.model.DeadLetter;
import io.renwu.model.Decision;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the engine over lines of events in their order. The same documents and lines give the same
 * files, byte for byte. Not thread-safe.
 */
public final class Simulation {
  /** The dead letter of a longer line has no payload. As large as a broker's largest record. */
  private static final int MAX_PAYLOAD_BYTES = 1 << 20;

  private static final byte[] ALL = {};

  private final EventCodec codec;
  private final EngineSettings settings;
  private final TaskCatalog tasks;
  private final List<RuleStatus> documents;
  private final SimulationCounts counts = new SimulationCounts();

  /**
   * A simulation.
   *
   * @param tasks the accepted tasks
   * @param documents the answer to each document, accepted or refused
   */
  public Simulation(
      EventCodec codec, EngineSettings settings, TaskCatalog tasks, List<RuleStatus> documents) {
    this.codec = codec;
    this.settings = settings;
    this.tasks = tasks;
    this.documents = documents;
  }

  /**
   * Evaluates all lines.
   *
   * @param events the lines
   * @param out the folder of the outputs; created if it is missing, its files are replaced
   */
  public SimulationCounts run(InputStream events, Path out) throws IOException {
    try (SimulationFiles outputs = new SimulationFiles(out);
        EvaluationStore store = EvaluationStore.open()) {
      for (RuleStatus status : documents) {
        counts.addDocument(status.status() == RuleStatus.Status.REJECTED);
        outputs.write(Kind.RULE_STATUS, OutputJson.ruleStatus(status));
      }
      Evaluator evaluator = new Evaluator(store, settings);
      BoundedLines lines = new BoundedLines(events, MAX_PAYLOAD_BYTES);
      while (lines.next()) {
        if (!lines.isBlank()) {
          evaluate(lines, evaluator, store, outputs);
        }
      }
      store.forEach(Table.PROGRESS, ALL, (key, record) -> outputs.write(Kind.PROGRESS, record));
    }
    return counts;
  }

  private void evaluate(
      BoundedLines lines, Evaluator evaluator, EvaluationStore store, SimulationFiles outputs)
      throws IOException {
    byte[] bytes = lines.bytes();
    if (bytes == null || lines.length() > EventCodec.MAX_BYTES) {
      writeDeadLetter(lines, EventCodec.tooLarge(lines.length()), bytes, outputs);
      return;
    }
    ParsedEvent parsed = codec.parseLine(bytes);
    if (parsed.event() != null) {
      decide(parsed.event(), evaluator, store, outputs);
    } else if (parsed.deadLetter() != null) {
      writeDeadLetter(lines, parsed.deadLetter(), bytes, outputs);
    }
  }

  private void writeDeadLetter(
      BoundedLines lines, DeadLetter deadLetter, byte @Nullable [] bytes, SimulationFiles outputs)
      throws IOException {
    counts.addDeadLetter(deadLetter.reason());
    outputs.write(Kind.DEAD_LETTERS, OutputJson.deadLetterLine(lines.number(), deadLetter, bytes));
  }

  private void decide(
      Event event, Evaluator evaluator, EvaluationStore store, SimulationFiles outputs)
      throws IOException {
    Processed result = evaluator.evaluate(event, tasks);
    counts.addEvent(result.outcome().failedConditions());
    for (Decision decision : result.outcome().decisions()) {
      counts.addDecision(decision.decision());
      for (byte[] part : OutputJson.decisions(decision)) {
        outputs.write(Kind.DECISIONS, part);
      }
    }
    for (Grant grant : result.grants()) {
      counts.addGrant(grant);
      outputs.write(Kind.GRANTS, OutputJson.grant(grant));
    }
    for (Progress progress : result.outcome().progress()) {
      store.put(
          Table.PROGRESS,
          progress.key().getBytes(StandardCharsets.UTF_8),
          OutputJson.progress(progress));
    }
  }
}
