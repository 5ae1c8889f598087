package io.renwu.cli.queue;

import io.renwu.cli.CommandGroup;
import picocli.CommandLine.Command;

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
public final class QueueCommand extends CommandGroup {}
