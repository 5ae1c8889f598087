package io.renwu.cli;

import io.renwu.job.config.ConfigException;
import io.renwu.job.config.NearMiss;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Errors as people want them: one line with the fix, a stack trace only if asked for. */
final class Errors {
  private Errors() {}

  /** What a command that only has subcommands answers where none is named. */
  static ParameterException missingSubcommand(CommandSpec spec) {
    return new ParameterException(
        spec.commandLine(),
        "missing subcommand, one of " + String.join(", ", spec.subcommands().keySet()));
  }

  /** The command line does not parse. */
  static int usage(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String hint =
        suggestion(wrong)
            .map(known -> "did you mean " + known + "?")
            .orElse("try " + name + " --help");
    print(command.getErr(), name, oneLine(wrong.getMessage()) + "; " + hint);
    if (List.of(args).contains("--debug")) {
      wrong.printStackTrace(command.getErr());
    }
    return ExitCodes.USAGE;
  }

  /** The command was run and ended with an exception. */
  static int failure(Exception thrown, CommandLine command, ParseResult parsed) {
    String message = oneLine(thrown.getMessage());
    int exitCode = ExitCodes.FAILED;
    if (thrown instanceof CliException expected) {
      exitCode = expected.exitCode();
    } else if (thrown instanceof ConfigException) {
      exitCode = ExitCodes.USAGE;
    } else {
      message =
          thrown.getClass().getSimpleName()
              + ": "
              + message
              + "; --debug shows where it comes from";
    }
    print(command.getErr(), command.getCommandSpec().qualifiedName(), message);
    if (command.getCommandSpec().root().userObject() instanceof Renwu root && root.isDebug()) {
      thrown.printStackTrace(command.getErr());
    }
    return exitCode;
  }

  private static void print(PrintWriter err, String name, String message) {
    err.println(name + ": " + message);
  }

  private static Optional<String> suggestion(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return Optional.empty();
    }
    CommandLine command = wrong.getCommandLine();
    String found = unmatched.getUnmatched().get(0).split("=", 2)[0];
    return NearMiss.of(
        found,
        found.startsWith("-")
            ? command.getCommandSpec().optionsMap().keySet()
            : command.getSubcommands().keySet());
  }

  private static String oneLine(String message) {
    return message == null ? "no message" : message.replaceAll("\\s*\\R\\s*", " ");
  }
}
