package io.renwu.cli.queue;

/** Formats the loss of a stream in one line. */
final class LossView {
  private LossView() {}

  static String text(LossReport loss) {
    return line(loss) + System.lineSeparator();
  }

  private static String line(LossReport loss) {
    if (loss.fromOffset() == null) {
      return loss.stream() + " lacks nothing that Kafka no longer has";
    }
    return loss.stream()
        + (loss.accepted() ? ": gave up" : ": would give up")
        + " the offsets "
        + loss.fromOffset()
        + " to "
        + loss.toOffset()
        + " ("
        + loss.lost()
        + (loss.accepted()
            ? "); the collector goes on at its next restart"
            : "); to do so: renwu queue accept-loss " + loss.stream() + " --yes");
  }
}
