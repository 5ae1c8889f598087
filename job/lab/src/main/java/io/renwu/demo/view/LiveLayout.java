package io.renwu.demo.view;

import java.util.ArrayList;
import java.util.List;

/** Lays a snapshot out for a terminal. Never more lines or columns than the terminal has. */
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
  public static List<Line> lines(DemoSnapshot snapshot, int columns, int rows) {
    List<Line> above = new ArrayList<>();
    above.add(title(snapshot, columns));
    above.add(Line.of("─".repeat(columns), Tone.FAINT));
    above.add(flow(snapshot));
    above.add(aside(snapshot));
    above.add(Line.EMPTY);
    above.addAll(beside(behaviors(snapshot), lastRewards(snapshot)));
    above.add(Line.EMPTY);
    List<Line> below = new ArrayList<>();
    if (!snapshot.hints().isEmpty()) {
      below.add(Line.EMPTY);
    }
    snapshot.hints().forEach(hint -> below.add(Line.of(" " + hint, Tone.FAINT)));

    List<Line> lines = new ArrayList<>(above);
    lines.addAll(tasks(snapshot, rows - above.size() - below.size()));
    lines.addAll(below);
    return lines.stream().limit(rows).map(line -> line.fit(columns)).toList();
  }

  private static Line title(DemoSnapshot snapshot, int columns) {
    Line left =
        Line.of(" Renwu", Tone.STRONG)
            .add("  " + Numbers.clock(snapshot.elapsed()), Tone.ACCENT)
            .add(
                snapshot.planned() == null ? "" : " / " + Numbers.clock(snapshot.planned()),
                Tone.FAINT)
            .add("  " + snapshot.phase(), Tone.PLAIN);
    if (snapshot.webUi() == null) {
      return left;
    }
    Line right = Line.of("Flink ", Tone.FAINT).add(snapshot.webUi() + " ", Tone.ACCENT);
    int between = columns - left.width() - right.width();
    return between < 1 ? left : left.fit(columns - right.width()).add(right);
  }

  private static Line flow(DemoSnapshot snapshot) {
    return item(" sent", Numbers.whole(snapshot.sent()), Tone.STRONG)
        .add(item("  → queue", Numbers.whole(snapshot.queueRecords()), Tone.STRONG))
        .add(item("  → taken", Numbers.perSecond(snapshot.ratePerSecond()) + "/s", Tone.STRONG))
        .add(" (" + snapshot.rateSet() + ")", rateTone(snapshot))
        .add(item("  → rewards", Numbers.whole(snapshot.rewards()), Tone.GOOD));
  }

  /** What was sent and earns nothing. */
  private static Line aside(DemoSnapshot snapshot) {
    return item(" dead letters", Numbers.whole(snapshot.deadLetters()), Tone.WARNING)
        .add(item("  sent again", Numbers.whole(snapshot.duplicates()), Tone.PLAIN));
  }

  private static Tone rateTone(DemoSnapshot snapshot) {
    return snapshot.rateSet().equals("paused") ? Tone.WARNING : Tone.FAINT;
  }

  private static Line item(String label, String value, Tone tone) {
    return Line.of(label + " ", Tone.FAINT).add(value, tone);
  }

  private static List<Line> behaviors(DemoSnapshot snapshot) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.EMPTY
            .left(" BEHAVIORS IN", BEHAVIOR_COLUMNS, Tone.FAINT)
            .right("total", NUMBER_COLUMNS, Tone.FAINT)
            .right("/s", NUMBER_COLUMNS, Tone.FAINT));
    for (DemoSnapshot.BehaviorCount count : snapshot.behaviors()) {
      lines.add(
          Line.EMPTY
              .left(" " + count.behavior(), BEHAVIOR_COLUMNS, Tone.PLAIN)
              .right(Numbers.whole(count.total()), NUMBER_COLUMNS, Tone.STRONG)
              .right(Numbers.perSecond(count.perSecond()), NUMBER_COLUMNS, Tone.ACCENT));
    }
    return lines;
  }

  private static List<Line> lastRewards(DemoSnapshot snapshot) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of("LAST REWARDS", Tone.FAINT));
    for (DemoSnapshot.RewardSeen reward : snapshot.lastRewards()) {
      lines.add(
          Line.of(reward.time() + "  ", Tone.FAINT)
              .left(reward.userId(), USER_COLUMNS, Tone.PLAIN)
              .left(reward.taskId(), TASK_COLUMNS, Tone.PLAIN)
              .add(reward.what(), Tone.GOOD));
    }
    return lines;
  }

  /** The left block and, as far as it is long, the right one beside it. */
  private static List<Line> beside(List<Line> left, List<Line> right) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      Line line = left.get(i).fit(LEFT_COLUMNS + GAP_COLUMNS);
      lines.add(i < right.size() ? line.add(right.get(i)) : line);
    }
    return lines;
  }

  private static List<Line> tasks(DemoSnapshot snapshot, int rows) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.EMPTY
            .left(" REWARDS BY TASK", TASK_COLUMNS + 1 + NAME_COLUMNS, Tone.FAINT)
            .right("total", NUMBER_COLUMNS, Tone.FAINT)
            .add("  each second", Tone.FAINT));
    int room = rows - 1;
    int shown = snapshot.tasks().size() <= room ? snapshot.tasks().size() : Math.max(0, room - 1);
    snapshot.tasks().stream().limit(shown).forEach(task -> lines.add(task(task)));
    List<DemoSnapshot.TaskCount> others = snapshot.tasks().subList(shown, snapshot.tasks().size());
    if (!others.isEmpty()) {
      long rewards = others.stream().mapToLong(DemoSnapshot.TaskCount::rewards).sum();
      lines.add(
          Line.EMPTY
              .left(
                  " … " + others.size() + " more tasks",
                  TASK_COLUMNS + 1 + NAME_COLUMNS,
                  Tone.FAINT)
              .right(Numbers.whole(rewards), NUMBER_COLUMNS, Tone.FAINT));
    }
    return lines;
  }

  private static Line task(DemoSnapshot.TaskCount task) {
    return Line.EMPTY
        .left(" " + task.taskId(), TASK_COLUMNS + 1, Tone.PLAIN)
        .left(task.name(), NAME_COLUMNS - 1, Tone.FAINT)
        .add(" ", Tone.PLAIN)
        .right(
            Numbers.whole(task.rewards()),
            NUMBER_COLUMNS,
            task.rewards() == 0 ? Tone.FAINT : Tone.GOOD)
        .add("  " + Numbers.spark(task.recent(), SPARK_COLUMNS), Tone.ACCENT);
  }
}
