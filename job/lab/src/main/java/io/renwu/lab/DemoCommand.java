package io.renwu.lab;

import io.renwu.cli.CliContext;
import io.renwu.cli.CliException;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.TimeConverter;
import io.renwu.demo.Demo;
import io.renwu.demo.DemoSettings;
import io.renwu.demo.view.LiveView;
import io.renwu.demo.view.ViewMode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a temporary system on this machine and shows its rewards. */
@Command(
    name = "demo",
    description = {
      "Runs the whole system on this machine and shows rewards as they arrive.",
      "Starts Kafka, Redis and Flink in a temporary folder, runs both jobs with the sample tasks",
      "and plays traffic. With --for it then compares every reward with an independent recount,",
      "and exits with 0 only if no reward is missing or duplicated."
    })
final class DemoCommand implements Callable<Integer> {
  private static final int COLUMNS = 100;
  private static final int ROWS = 40;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "How long to send traffic: 60s, 5m, PT1H (default: until Ctrl-C).")
  private Duration planned;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "400",
      description = "Users at the start; more register later (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "300",
      description = "Behaviors a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the traffic (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws Exception {
    if (users < 1 || rate < 1) {
      throw CliException.usage("--users and --rate: expected at least 1");
    }
    CliContext context = CliContext.ofProcess();
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    ViewMode mode = ViewMode.of(context.environment(), context.isTerminal());
    System.err.println("starting Kafka, Redis and Flink …");
    try (LiveView view =
        new LiveView(
            out,
            mode,
            context.terminalSize("COLUMNS", COLUMNS, 40),
            context.terminalSize("LINES", ROWS, 12))) {
      DemoSettings settings = new DemoSettings(planned, users, rate, seed, context.demoPointer());
      return new Demo(settings, view).run() ? ExitCodes.GOOD : ExitCodes.FINDINGS;
    }
  }
}
