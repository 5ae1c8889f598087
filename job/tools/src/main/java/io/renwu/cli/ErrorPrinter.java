package io.renwu.cli;

import io.renwu.job.config.ConfigException;
import io.renwu.timeout.ServerException;
import io.renwu.violation.NearMiss;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints an error as one line with its fix; the stack trace only with {@code --debug}. */
public final class ErrorPrinter {
  private ErrorPrinter() {}

  /** The error of a command that needs a subcommand. */
  public static ParameterException missingSubcommand(CommandSpec spec) {
    return new ParameterException(
        spec.commandLine(),
        "missing subcommand, one of " + String.join(", ", spec.subcommands().keySet()));
  }

  /** Prints why the command line does not parse; returns the exit status. */
  public static int usage(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    Optional<String> unknown = unknown(wrong, args);
    String message =
        unknown.map(found -> "unknown: '" + found + "'").orElse(oneLine(wrong.getMessage()));
    String hint =
        unknown
            .flatMap(found -> NearMiss.of(found, known(command, found)))
            .map(known -> "did you mean " + known + "?")
            .orElse("try " + name + " --help");
    print(command.getErr(), name, message + "; " + hint);
    if (List.of(args).contains("--debug")) {
      wrong.printStackTrace(command.getErr());
    }
    return ExitCodes.USAGE;
  }

  /**
   * Calls something that uses servers. The first line of a failure becomes the error message; the
   * others, which the server wrote, go to the standard error.
   */
  public static <T> T attempt(CommandSpec spec, Supplier<T> work) {
    try {
      return work.get();
    } catch (ServerException e) {
      List<String> lines =
          Objects.requireNonNullElse(e.getMessage(), "no message").lines().toList();
      lines.stream().skip(1).forEach(spec.commandLine().getErr()::println);
      throw CliException.failed(lines.get(0), e);
    }
  }

  /** Prints the exception that ended a command; returns the exit status. */
  public static int failure(Exception thrown, CommandLine command, ParseResult parsed) {
    String message = oneLine(thrown.getMessage());
    int exitCode = ExitCodes.FAILED;
    if (thrown instanceof CliException expected) {
      exitCode = expected.exitCode();
    } else if (thrown instanceof ConfigException) {
      exitCode = ExitCodes.USAGE;
    } else {
      message =
          thrown.getClass().getSimpleName() + ": " + message + "; --debug prints the stack trace";
    }
    print(command.getErr(), command.getCommandSpec().qualifiedName(), message);
    if (command.getCommandSpec().root().userObject() instanceof RootCommand root
        && root.isDebug()) {
      thrown.printStackTrace(command.getErr());
    }
    return exitCode;
  }

  private static void print(PrintWriter err, String name, String message) {
    err.println(name + ": " + message);
  }

  /** The first unknown argument: a misspelt option is often reported as a missing one. */
  private static Optional<String> unknown(ParameterException wrong, String[] args) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      return unmatched.getUnmatched().stream().findFirst().map(ErrorPrinter::optionName);
    }
    return wrong instanceof MissingParameterException
        ? Arrays.stream(args)
            .filter(arg -> arg.startsWith("--"))
            .map(ErrorPrinter::optionName)
            .filter(arg -> !known(wrong.getCommandLine(), arg).contains(arg))
            .findFirst()
        : Optional.empty();
  }

  private static String optionName(String arg) {
    return arg.split("=", 2)[0];
  }

  private static Set<String> known(CommandLine command, String found) {
    return found.startsWith("-")
        ? command.getCommandSpec().optionsMap().keySet()
        : command.getSubcommands().keySet();
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "no message" : message.replaceAll("\\s*\\R\\s*", " ");
  }
}
