package io.renwu.demo.view;

/** Formats a snapshot as one line for a log or a pipe: {@code key=value} after the clock. */
public final class PlainForm {
  private PlainForm() {}

  public static String line(DemoSnapshot snapshot) {
    return String.join(
        " ",
        NumberText.clock(snapshot.elapsed()),
        snapshot.phase() + ":",
        "sent=" + snapshot.sent(),
        "queue=" + snapshot.queueRecords(),
        "rate=" + NumberText.perSecond(snapshot.ratePerSecond()) + "/s",
        "(" + snapshot.rateSet() + ")",
        "rewards=" + snapshot.rewards(),
        "tasks-paying="
            + snapshot.tasks().stream().filter(task -> task.rewards() > 0).count()
            + "/"
            + snapshot.tasks().size(),
        "dead-letters=" + snapshot.deadLetters(),
        "duplicates=" + snapshot.duplicates());
  }
}
