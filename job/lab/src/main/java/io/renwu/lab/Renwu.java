package io.renwu.lab;

import io.renwu.cli.CliContext;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ErrorPrinter;
import io.renwu.cli.KubernetesCommand;
import io.renwu.cli.RootCommand;
import io.renwu.cli.queue.QueueCommand;
import io.renwu.cli.rate.RateCommand;
import io.renwu.cli.reconcile.ReconcileCommand;
import io.renwu.cli.reconcile.ReplayCommand;
import io.renwu.cli.tasks.CheckCommand;
import io.renwu.cli.tasks.DiffCommand;
import io.renwu.cli.tasks.DropCommand;
import io.renwu.cli.tasks.ExplainCommand;
import io.renwu.cli.tasks.PublishCommand;
import io.renwu.cli.tasks.SimulateCommand;
import io.renwu.cli.tasks.ValidateCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The entry point of the command line. */
@Command(
    name = "renwu",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
public final class Renwu implements RootCommand, Runnable {
  /** Every command, in the order of the help. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          ClusterCommand.class,
          UpgradeCommand.class,
          ChaosCommand.class,
          DoctorCommand.class,
          KubernetesCommand.class,
          ValidateCommand.class,
          CheckCommand.class,
          DiffCommand.class,
          SimulateCommand.class,
          PublishCommand.class,
          DropCommand.class,
          ExplainCommand.class,
          ReconcileCommand.class,
          ReplayCommand.class,
          QueueCommand.class,
          RateCommand.class,
          CollectorCommand.class,
          TasksCommand.class);

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean debug;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** The whole command line, ready to run. */
  public static CommandLine commandLine(CliContext context) {
    CommandLine root = new WithKafkaKeys();
    COMMANDS.forEach(root::addSubcommand);
    root.getCommandSpec()
        .usageMessage()
        .description("Turns events of users into rewards for tasks.")
        .footer(
            "",
            "Commands of the launcher itself:",
            "  build     Builds everything that the commands need.",
            "  test      Runs every test.",
            "  bench     Builds and runs the benchmarks on this machine.",
            "",
            "Exit status: 0 good, 1 findings, 2 wrong usage, 3 failed.");
    attachMixins(root, context);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setParameterExceptionHandler(ErrorPrinter::usage);
    root.setExecutionExceptionHandler(ErrorPrinter::failure);
    return root;
  }

  /** Accepts every property of Kafka's clients that is among the arguments as an option. */
  private static final class WithKafkaKeys extends CommandLine {
    WithKafkaKeys() {
      super(new Renwu());
    }

    @Override
    public int execute(String... args) {
      forConfigOptions(this, options -> options.addKafkaOptions(List.of(args)));
      return super.execute(args);
    }

    private static void forConfigOptions(CommandLine command, Consumer<ConfigOptions> use) {
      for (CommandLine.Model.CommandSpec mixin : command.getCommandSpec().mixins().values()) {
        if (mixin.userObject() instanceof ConfigOptions options) {
          use.accept(options);
        }
      }
      command.getSubcommands().values().forEach(sub -> forConfigOptions(sub, use));
    }
  }

  private static void attachMixins(CommandLine command, CliContext context) {
    for (CommandLine.Model.CommandSpec mixin : command.getCommandSpec().mixins().values()) {
      if (mixin.userObject() instanceof ConfigOptions options) {
        options.addKeyOptions(command.getCommandSpec(), context);
      } else if (mixin.userObject() instanceof ClusterOption cluster) {
        cluster.attach(command.getCommandSpec(), context);
      }
    }
    command.getSubcommands().values().forEach(sub -> attachMixins(sub, context));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  @Override
  public boolean isDebug() {
    return debug;
  }

  @Override
  public void run() {
    throw ErrorPrinter.missingSubcommand(spec);
  }

  /**
   * Runs a command and flushes its output.
   *
   * @return the exit status
   */
  public static int run(CliContext context, PrintStream out, PrintStream err, String... args) {
    CommandLine renwu = commandLine(context).setOut(writer(out)).setErr(writer(err));
    int exitCode = renwu.execute(args);
    renwu.getOut().flush();
    renwu.getErr().flush();
    return exitCode;
  }

  /** Runs a command and ends the process. */
  public static void main(String[] args) {
    System.exit(run(CliContext.ofProcess(), System.out, System.err, args));
  }
}
