package io.renwu.cli.reconcile;

import io.renwu.access.CommandTimeouts;
import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.GrantEmitter;
import io.renwu.reconcile.Caveat;
import io.renwu.reconcile.Difference;
import io.renwu.reconcile.kafka.Reconciliation;
import io.renwu.reconcile.kafka.ReconciliationRequest;
import io.renwu.timeout.Patience;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds the missing grants of a window, and emits them. */
@Command(
    name = "replay",
    description = {
      "Finds the grants that a window lacks, and emits them on request.",
      "Evaluates again the behaviors that Kafka still holds, with the tasks that were published."
          + " With --emit it writes the missing grants to task.grants, in one transaction; a"
          + " second run finds nothing missing.",
      "Exits with 0 if nothing is missing at the end, 1 if something is, 3 if the result is"
          + " uncertain; then it emits nothing (see --despite)."
    })
public final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;
  @Mixin private WindowOptions window;

  @Option(names = "--emit", description = "Write what is missing (default: only list it).")
  private boolean emit;

  @Override
  public Integer call() {
    RenwuConfig system = config.load();
    ReconciliationRequest request = window.request(false);
    try {
      return emit ? emit(system, request) : list(system, request);
    } catch (IOException e) {
      throw CliException.kafka(e);
    }
  }

  private int list(RenwuConfig system, ReconciliationRequest request) throws IOException {
    try (Reconciliation result = Reconciliation.run(system, request)) {
      return report(result, 0);
    }
  }

  /**
   * Opens the emitter first: that fences another emitter, so that its grants are either visible to
   * this run or never committed.
   */
  private int emit(RenwuConfig system, ReconciliationRequest request) throws IOException {
    SystemAccess access = new SystemAccess(system);
    CommandTimeouts.requireAnswer(access.kafkaClient(), Patience.OF_COMMANDS);
    try (GrantEmitter emitter =
            GrantEmitter.open(
                access.kafkaClient(),
                access.kafkaIdPrefix(),
                system.get(Options.KAFKA_TRANSACTION_TIMEOUT),
                system.get(Options.KAFKA_RECORD_MAX_BYTES));
        Reconciliation result = Reconciliation.run(system, request)) {
      long emitted = 0;
      if (window.unaccepted(result.caveats()).isEmpty()) {
        result.forEachMissing(emitter::emit);
        emitted = emitter.commit();
      }
      return report(result, emitted);
    }
  }

  private int report(Reconciliation result, long emitted) {
    ReconciliationReport report =
        ReconciliationReport.of(
            result.counts(),
            result.differences(),
            result.caveats(),
            EnumSet.of(Difference.Kind.MISSING_GRANT, Difference.Kind.UNREADABLE_GRANT));
    List<Caveat> doubts =
        window.unaccepted(result.caveats()).stream()
            .filter(caveat -> emit || caveat.kind() != Caveat.Kind.BUDGET)
            .toList();
    long missing = result.differences().count(Difference.Kind.MISSING_GRANT);
    output.print(
        spec.commandLine().getOut(),
        new ReconciliationReport.Replayed(report, missing, emitted),
        () ->
            new ReconciliationView(report, result.differences().byTask()).text()
                + summary(missing, emitted, result.counts().pendingGrants())
                + System.lineSeparator());
    spec.commandLine().getErr().print(ReconciliationView.doubts(doubts));
    if (!doubts.isEmpty()) {
      return ExitCodes.FAILED;
    }
    return missing == emitted ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }

  private String summary(long missing, long emitted, long pending) {
    String read = pending == 0 ? "" : " for the events that the task job has read";
    if (missing == 0) {
      return "nothing is missing" + read;
    }
    if (emitted > 0) {
      return emitted
          + (emitted == 1 ? " grant was" : " grants were")
          + " missing"
          + read
          + "; now written";
    }
    return missing
        + (missing == 1 ? " grant is" : " grants are")
        + " missing"
        + read
        + (emit
            ? "; nothing was written, for the reasons below"
            : "; --emit writes what is missing");
  }
}
