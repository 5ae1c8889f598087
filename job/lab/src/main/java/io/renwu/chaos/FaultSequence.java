package io.renwu.chaos;

import io.renwu.chaos.cluster.RestartWatch;
import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.chaos.fault.FaultKind;
import io.renwu.chaos.fault.ViolationException;
import io.renwu.timeout.ServerException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Injects one fault after the other, and waits for recovery where the plan says so. */
final class FaultSequence {
  private final Function<FaultKind, FaultAction> actions;
  private final RecoveryWait recovery;
  private final RestartWatch restarts;
  private final Consumer<String> progress;
  private final List<FaultResult> results = new ArrayList<>();

  /** Waits for recovery, as the cluster's {@code Recovery} does. */
  @FunctionalInterface
  interface RecoveryWait {
    Set<String> await(Instant since);
  }

  FaultSequence(
      Function<FaultKind, FaultAction> actions,
      RecoveryWait recovery,
      RestartWatch restarts,
      Consumer<String> progress) {
    this.actions = actions;
    this.recovery = recovery;
    this.restarts = restarts;
    this.progress = progress;
  }

  /** Injects all faults, or stops at the first one from which the jobs do not recover. */
  List<FaultResult> play(List<Fault> plan) throws InterruptedException {
    for (Fault fault : plan) {
      Thread.sleep(fault.pauseMillis());
      FaultResult result = play(fault);
      results.add(result);
      progress.accept(line(result));
      if (!fault.joined() && result.recoveryMillis().isEmpty()) {
        break;
      }
    }
    return results;
  }

  private FaultResult play(Fault fault) throws InterruptedException {
    FaultAction action = actions.apply(fault.kind());
    boolean lasting = fault.kind().isLasting();
    List<String> problems = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    Instant at = Instant.now();
    boolean forbidsRestarts = fault.kind().forbidsRestarts();
    if (forbidsRestarts) {
      attempt(restarts::begin, problems, problems);
    }
    attempt(() -> action.begin(fault), lasting ? remarks : problems, problems);
    Thread.sleep(fault.outageMillis());
    Instant over = lasting ? Instant.now() : at;
    // A process that does not start now is started again during the wait for recovery.
    attempt(() -> action.end(fault), remarks, problems);
    OptionalLong recoveryMillis = OptionalLong.empty();
    if (!fault.joined()) {
      try {
        Set<String> ended = recovery.await(Instant.now());
        ended.forEach(name -> remarks.add(name + " had ended by itself"));
        recoveryMillis = OptionalLong.of(ChronoUnit.MILLIS.between(over, Instant.now()));
      } catch (ServerException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (forbidsRestarts) {
      attempt(() -> problems.addAll(restarts.violations()), problems, problems);
    }
    return new FaultResult(fault, action.target(fault), at, recoveryMillis, remarks, problems);
  }

  /** A part of a fault that may fail. */
  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  /** Runs a step; records a violated guarantee or another failure. */
  private static void attempt(Step step, List<String> failures, List<String> violations)
      throws InterruptedException {
    try {
      step.run();
    } catch (InterruptedException e) {
      throw e;
    } catch (ViolationException e) {
      violations.add(e.getMessage());
    } catch (Exception e) {
      failures.add(String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()));
    }
  }

  /** {@code 17:03:11 #7 kill-redis redis for 4.1 s recovered in 6.5 s}. */
  private static String line(FaultResult result) {
    Fault fault = result.fault();
    StringBuilder line = new StringBuilder();
    line.append(
        LocalTime.ofInstant(result.at(), ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS));
    line.append(
        String.format(
            Locale.ROOT,
            "  #%-4d %-20s %-16s",
            fault.number(),
            fault.kind().word(),
            result.target()));
    line.append(
        fault.kind().isLasting()
            ? String.format(Locale.ROOT, "for %4.1f s  ", fault.outageMillis() / 1e3)
            : "            ");
    if (result.recoveryMillis().isPresent()) {
      line.append(
          String.format(
              Locale.ROOT, "recovered in %.1f s", result.recoveryMillis().getAsLong() / 1e3));
    } else {
      line.append(fault.joined() ? "joined by the next" : "NOT RECOVERED");
    }
    result.remarks().forEach(remark -> line.append("; ").append(remark));
    result.problems().forEach(problem -> line.append("; FAILED: ").append(problem));
    return line.toString();
  }
}
