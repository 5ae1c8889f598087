package io.renwu.cli.reconcile;

import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.reconcile.Caveat;
import io.renwu.reconcile.Difference;
import io.renwu.reconcile.kafka.Reconciliation;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compares the grants and the progress of a window with what the behaviors require. */
@Command(
    name = "reconcile",
    description = {
      "Compares the rewards of a window with what should have been paid.",
      "Evaluates again the behaviors that Kafka still holds, and compares the result with the"
          + " grants and the progress in Kafka. Changes nothing.",
      "Exits with 0 if they are equal, 1 if they differ, 3 if the result is uncertain (see"
          + " --despite)."
    })
public final class ReconcileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;
  @Mixin private WindowOptions window;

  @Override
  public Integer call() {
    try (Reconciliation result = Reconciliation.run(config.load(), window.request(true))) {
      ReconciliationReport report =
          ReconciliationReport.of(
              result.counts(),
              result.differences(),
              result.caveats(),
              EnumSet.allOf(Difference.Kind.class));
      List<Caveat> doubts =
          window.unaccepted(result.caveats()).stream()
              .filter(caveat -> caveat.kind() != Caveat.Kind.BUDGET)
              .toList();
      output.print(
          spec.commandLine().getOut(),
          new ReconciliationReport.Compared(
              report, doubts.isEmpty() ? Boolean.valueOf(report.total() == 0) : null),
          () -> new ReconciliationView(report, result.differences().byTask()).text());
      spec.commandLine().getErr().print(ReconciliationView.doubts(doubts));
      if (!doubts.isEmpty()) {
        return ExitCodes.FAILED;
      }
      return report.total() == 0 ? ExitCodes.GOOD : ExitCodes.FINDINGS;
    } catch (IOException e) {
      throw CliException.kafka(e);
    }
  }
}
