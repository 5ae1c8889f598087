package io.renwu.demo.view;

import java.util.ArrayList;
import java.util.List;

/** Lays out a snapshot for a terminal, with at most as many lines and columns as it has. */
public final class LiveLayout {
  private static final int BEHAVIOR_COLUMNS = 18;
  private static final int NUMBER_COLUMNS = 9;
  private static final int LEFT_COLUMNS = BEHAVIOR_COLUMNS + 2 * NUMBER_COLUMNS + 1;
  private static final int GAP_COLUMNS = 4;
  private static final int USER_COLUMNS = 11;
  private static final int TASK_COLUMNS = 22;
  private static final int NAME_COLUMNS = 34;
  private static final int SPARK_COLUMNS = 30;

  private LiveLayout() {}

  /**
   * Lays out.
   *
   * @param columns of the terminal, at least 40
   * @param rows of the terminal, at least 12
   */
  public static List<StyledLine> lines(DemoSnapshot snapshot, int columns, int rows) {
    List<StyledLine> above = new ArrayList<>();
    above.add(title(snapshot, columns));
    above.add(StyledLine.of("─".repeat(columns), TextTone.FAINT));
    above.add(flow(snapshot));
    above.add(unpaidRecords(snapshot));
    above.add(StyledLine.EMPTY);
    above.addAll(beside(behaviors(snapshot), lastRewards(snapshot)));
    above.add(StyledLine.EMPTY);
    List<StyledLine> below = new ArrayList<>();
    if (!snapshot.hints().isEmpty()) {
      below.add(StyledLine.EMPTY);
    }
    snapshot.hints().forEach(hint -> below.add(StyledLine.of(" " + hint, TextTone.FAINT)));

    List<StyledLine> lines = new ArrayList<>(above);
    lines.addAll(tasks(snapshot, rows - above.size() - below.size()));
    lines.addAll(below);
    return lines.stream().limit(rows).map(line -> line.fit(columns)).toList();
  }

  private static StyledLine title(DemoSnapshot snapshot, int columns) {
    StyledLine left =
        StyledLine.of(" Renwu", TextTone.STRONG)
            .add("  " + NumberText.clock(snapshot.elapsed()), TextTone.ACCENT)
            .add(
                snapshot.planned() == null ? "" : " / " + NumberText.clock(snapshot.planned()),
                TextTone.FAINT)
            .add("  " + snapshot.phase(), TextTone.PLAIN);
    if (snapshot.webUi() == null) {
      return left;
    }
    StyledLine right =
        StyledLine.of("Flink ", TextTone.FAINT).add(snapshot.webUi() + " ", TextTone.ACCENT);
    int between = columns - left.width() - right.width();
    return between < 1 ? left : left.fit(columns - right.width()).add(right);
  }

  private static StyledLine flow(DemoSnapshot snapshot) {
    return item(" sent", NumberText.whole(snapshot.sent()), TextTone.STRONG)
        .add(item("  → queue", NumberText.whole(snapshot.queueRecords()), TextTone.STRONG))
        .add(
            item(
                "  → read", NumberText.perSecond(snapshot.ratePerSecond()) + "/s", TextTone.STRONG))
        .add(" (" + snapshot.rateSet() + ")", rateTone(snapshot))
        .add(item("  → rewards", NumberText.whole(snapshot.rewards()), TextTone.GOOD));
  }

  /** Records that earn nothing. */
  private static StyledLine unpaidRecords(DemoSnapshot snapshot) {
    return item(" dead letters", NumberText.whole(snapshot.deadLetters()), TextTone.WARNING)
        .add(item("  sent again", NumberText.whole(snapshot.duplicates()), TextTone.PLAIN));
  }

  private static TextTone rateTone(DemoSnapshot snapshot) {
    return snapshot.rateSet().equals("paused") ? TextTone.WARNING : TextTone.FAINT;
  }

  private static StyledLine item(String label, String value, TextTone tone) {
    return StyledLine.of(label + " ", TextTone.FAINT).add(value, tone);
  }

  private static List<StyledLine> behaviors(DemoSnapshot snapshot) {
    List<StyledLine> lines = new ArrayList<>();
    lines.add(
        StyledLine.EMPTY
            .left(" BEHAVIORS IN", BEHAVIOR_COLUMNS, TextTone.FAINT)
            .right("total", NUMBER_COLUMNS, TextTone.FAINT)
            .right("/s", NUMBER_COLUMNS, TextTone.FAINT));
    for (DemoSnapshot.BehaviorCount count : snapshot.behaviors()) {
      lines.add(
          StyledLine.EMPTY
              .left(" " + count.behavior(), BEHAVIOR_COLUMNS, TextTone.PLAIN)
              .right(NumberText.whole(count.total()), NUMBER_COLUMNS, TextTone.STRONG)
              .right(NumberText.perSecond(count.perSecond()), NUMBER_COLUMNS, TextTone.ACCENT));
    }
    return lines;
  }

  private static List<StyledLine> lastRewards(DemoSnapshot snapshot) {
    List<StyledLine> lines = new ArrayList<>();
    lines.add(StyledLine.of("LAST REWARDS", TextTone.FAINT));
    for (DemoSnapshot.RewardSeen reward : snapshot.lastRewards()) {
      lines.add(
          StyledLine.of(reward.time() + "  ", TextTone.FAINT)
              .left(reward.userId(), USER_COLUMNS, TextTone.PLAIN)
              .left(reward.taskId(), TASK_COLUMNS, TextTone.PLAIN)
              .add(reward.what(), TextTone.GOOD));
    }
    return lines;
  }

  /** The left block with the right one beside it; cut to the lines of the left one. */
  private static List<StyledLine> beside(List<StyledLine> left, List<StyledLine> right) {
    List<StyledLine> lines = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      StyledLine line = left.get(i).fit(LEFT_COLUMNS + GAP_COLUMNS);
      lines.add(i < right.size() ? line.add(right.get(i)) : line);
    }
    return lines;
  }

  private static List<StyledLine> tasks(DemoSnapshot snapshot, int rows) {
    List<StyledLine> lines = new ArrayList<>();
    lines.add(
        StyledLine.EMPTY
            .left(" REWARDS BY TASK", TASK_COLUMNS + 1 + NAME_COLUMNS, TextTone.FAINT)
            .right("total", NUMBER_COLUMNS, TextTone.FAINT)
            .add("  each second", TextTone.FAINT));
    int room = rows - 1;
    int shown = snapshot.tasks().size() <= room ? snapshot.tasks().size() : Math.max(0, room - 1);
    snapshot.tasks().stream().limit(shown).forEach(task -> lines.add(task(task)));
    List<DemoSnapshot.TaskCount> others = snapshot.tasks().subList(shown, snapshot.tasks().size());
    if (!others.isEmpty()) {
      long rewards = others.stream().mapToLong(DemoSnapshot.TaskCount::rewards).sum();
      lines.add(
          StyledLine.EMPTY
              .left(
                  " … " + others.size() + " more tasks",
                  TASK_COLUMNS + 1 + NAME_COLUMNS,
                  TextTone.FAINT)
              .right(NumberText.whole(rewards), NUMBER_COLUMNS, TextTone.FAINT));
    }
    return lines;
  }

  private static StyledLine task(DemoSnapshot.TaskCount task) {
    return StyledLine.EMPTY
        .left(" " + task.taskId(), TASK_COLUMNS + 1, TextTone.PLAIN)
        .left(task.name(), NAME_COLUMNS - 1, TextTone.FAINT)
        .add(" ", TextTone.PLAIN)
        .right(
            NumberText.whole(task.rewards()),
            NUMBER_COLUMNS,
            task.rewards() == 0 ? TextTone.FAINT : TextTone.GOOD)
        .add("  " + NumberText.spark(task.recent(), SPARK_COLUMNS), TextTone.ACCENT);
  }
}
