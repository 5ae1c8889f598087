package io.renwu.cli.simulate;

import io.renwu.cli.simulate.Outputs.Kind;
import io.renwu.cli.simulate.SimulationStore.Table;
import io.renwu.codec.EventCodec;
import io.renwu.codec.OutputJson;
import io.renwu.codec.ParsedEvent;
import io.renwu.codec.RuleStatus;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.Outcome;
import io.renwu.engine.TaskEngine;
import io.renwu.engine.UserState;
import io.renwu.model.DeadLetter;
import io.renwu.model.Decision;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import io.renwu.rules.TaskCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the engine over lines of events in their order. The same documents and lines give the same
 * files, byte for byte. For one thread.
 */
public final class Simulation {
  /** A longer line's dead letter has no payload; as much as a broker takes in one record. */
  private static final int MAX_PAYLOAD_BYTES = 1 << 20;

  private static final byte[] ALL = {};

  private final EventCodec codec;
  private final EngineSettings settings;
  private final TaskEngine engine;
  private final TaskCatalog tasks;
  private final List<RuleStatus> documents;
  private final Summary summary = new Summary();

  /**
   * A simulation.
   *
   * @param tasks what was accepted
   * @param documents what became of each document, the refused ones among them
   */
  public Simulation(
      EventCodec codec, EngineSettings settings, TaskCatalog tasks, List<RuleStatus> documents) {
    this.codec = codec;
    this.settings = settings;
    this.engine = new TaskEngine(settings);
    this.tasks = tasks;
    this.documents = documents;
  }

  /**
   * Takes all lines.
   *
   * @param events the lines
   * @param out the folder of the outputs; made if it is not there, its files are replaced
   */
  public Summary run(InputStream events, Path out) throws IOException {
    try (Outputs outputs = new Outputs(out);
        SimulationStore store = SimulationStore.open()) {
      for (RuleStatus status : documents) {
        summary.document(status.status() == RuleStatus.Status.REJECTED);
        outputs.write(Kind.RULE_STATUS, OutputJson.ruleStatus(status));
      }
      UserStates states = new UserStates(store);
      Budgets budgets = Budgets.in(store, settings);
      Lines lines = new Lines(events, MAX_PAYLOAD_BYTES);
      while (lines.next()) {
        if (!lines.isBlank()) {
          take(lines, states, budgets, store, outputs);
        }
      }
      store.forEach(Table.PROGRESS, ALL, (key, record) -> outputs.write(Kind.PROGRESS, record));
    }
    return summary;
  }

  private void take(
      Lines lines, UserStates states, Budgets budgets, SimulationStore store, Outputs outputs)
      throws IOException {
    byte[] bytes = lines.bytes();
    if (lines.length() > EventCodec.MAX_BYTES) {
      bury(lines, EventCodec.tooLarge(lines.length()), bytes, outputs);
      return;
    }
    ParsedEvent parsed = codec.parseLine(bytes);
    if (parsed.usable()) {
      decide(parsed.event(), states, budgets, store, outputs);
    } else {
      bury(lines, parsed.deadLetter(), bytes, outputs);
    }
  }

  private void bury(Lines lines, DeadLetter deadLetter, byte[] bytes, Outputs outputs)
      throws IOException {
    summary.deadLetter(deadLetter.reason());
    outputs.write(Kind.DEAD_LETTERS, OutputJson.deadLetterLine(lines.number(), deadLetter, bytes));
  }

  private void decide(
      Event event, UserStates states, Budgets budgets, SimulationStore store, Outputs outputs)
      throws IOException {
    UserState before = states.get(event.userId());
    StoredSets sets = new StoredSets(store, event.userId());
    Outcome outcome = engine.decide(before, event, tasks, sets);
    sets.apply(outcome.sets());
    summary.event(outcome.failedConditions());
    if (!outcome.state().isEmpty()) {
      states.put(event.userId(), outcome.state());
    }
    for (Decision decision : outcome.decisions()) {
      summary.decision(decision.decision());
      outputs.write(Kind.DECISIONS, OutputJson.decision(decision));
    }
    for (Grant grant : budgets.answer(event, outcome, tasks)) {
      summary.grant(grant);
      outputs.write(Kind.GRANTS, OutputJson.grant(grant));
    }
    for (Progress progress : outcome.progress()) {
      store.put(
          Table.PROGRESS,
          progress.key().getBytes(StandardCharsets.UTF_8),
          OutputJson.progress(progress));
    }
  }
}
