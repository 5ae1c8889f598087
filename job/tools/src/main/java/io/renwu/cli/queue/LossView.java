package io.renwu.cli.queue;

/** Formats the loss of a stream in one line. */
final class LossView {
  private LossView() {}

  static String text(LossReport loss) {
    return line(loss) + System.lineSeparator();
  }

  private static String line(LossReport loss) {
    if (loss.fromOffset() == null) {
      return loss.stream() + ": nothing is lost; Kafka has every record that the stream lacks";
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
            ? "); the collector continues at its next restart"
            : "); to do so: renwu queue accept-loss " + loss.stream() + " --yes");
  }
}
