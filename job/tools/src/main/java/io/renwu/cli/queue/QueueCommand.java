package io.renwu.cli.queue;

import io.renwu.cli.ErrorPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands for the queue between the two jobs. */
@Command(
    name = "queue",
    description = "Inspects and repairs the queue between the two jobs.",
    subcommands = {
      QueueStatusCommand.class,
      QueuePeekCommand.class,
      QueueDoctorCommand.class,
      QueueTrimCommand.class,
      AcceptLossCommand.class
    })
public final class QueueCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw ErrorPrinter.missingSubcommand(spec);
  }
}
