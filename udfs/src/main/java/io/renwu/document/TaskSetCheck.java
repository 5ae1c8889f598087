package io.renwu.document;

import io.renwu.model.Task;
import io.renwu.violation.Found;
import io.renwu.violation.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks at a set of tasks as a whole. */
public final class TaskSetCheck {
  private TaskSetCheck() {}

  /**
   * Finds preconditions that name no task of the set, and preconditions that go round in a circle.
   * Of each task its highest version is looked at.
   *
   * @return in the order of task ids and of preconditions within a task
   */
  public static List<SetFinding> check(Collection<Task> tasks) {
    SortedMap<String, Task> highest = new TreeMap<>();
    for (Task task : tasks) {
      highest.merge(task.taskId(), task, (a, b) -> a.version() >= b.version() ? a : b);
    }
    Map<String, Integer> circles = Circles.of(highest);
    List<SetFinding> findings = new ArrayList<>();
    for (Task task : highest.values()) {
      for (int i = 0; i < task.preconditions().size(); i++) {
        String wanted = task.preconditions().get(i);
        if (!highest.containsKey(wanted)) {
          findings.add(finding(task, i, "the id of a task of the set"));
        } else if (circles.get(task.taskId()).equals(circles.get(wanted))) {
          findings.add(finding(task, i, "no circle of preconditions: this leads back to the task"));
        }
      }
    }
    return findings;
  }

  private static SetFinding finding(Task task, int precondition, String expected) {
    return new SetFinding(
        task.taskId(),
        task.version(),
        new Violation(
            "/preconditions/" + precondition,
            Found.of(task.preconditions().get(precondition)),
            expected));
  }

  /**
   * The strongly connected components of the preconditions (Tarjan's algorithm with a stack of its
   * own): two tasks are in the same one exactly if each can be reached from the other.
   */
  private static final class Circles {
    private final Map<String, Task> tasks;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> low = new HashMap<>();
    private final Map<String, Integer> component = new HashMap<>();
    private final List<String> open = new ArrayList<>();

    private record Step(String taskId, int next) {}

    private Circles(Map<String, Task> tasks) {
      this.tasks = tasks;
    }

    static Map<String, Integer> of(Map<String, Task> tasks) {
      Circles circles = new Circles(tasks);
      for (String taskId : tasks.keySet()) {
        if (!circles.order.containsKey(taskId)) {
          circles.walk(taskId);
        }
      }
      return circles.component;
    }

    private void walk(String root) {
      List<Step> path = new ArrayList<>();
      enter(root, path);
      while (!path.isEmpty()) {
        Step step = path.remove(path.size() - 1);
        List<String> wanted = tasks.get(step.taskId()).preconditions();
        if (step.next() < wanted.size()) {
          path.add(new Step(step.taskId(), step.next() + 1));
          visit(step.taskId(), wanted.get(step.next()), path);
        } else {
          leave(step.taskId(), path);
        }
      }
    }

    private void enter(String taskId, List<Step> path) {
      order.put(taskId, order.size());
      low.put(taskId, order.get(taskId));
      open.add(taskId);
      path.add(new Step(taskId, 0));
    }

    private void visit(String from, String to, List<Step> path) {
      if (!tasks.containsKey(to)) {
        return;
      }
      if (!order.containsKey(to)) {
        enter(to, path);
      } else if (!component.containsKey(to)) {
        low.merge(from, order.get(to), Math::min);
      }
    }

    private void leave(String taskId, List<Step> path) {
      if (!path.isEmpty()) {
        low.merge(path.get(path.size() - 1).taskId(), low.get(taskId), Math::min);
      }
      if (low.get(taskId).equals(order.get(taskId))) {
        String member;
        do {
          member = open.remove(open.size() - 1);
          component.put(member, order.get(taskId));
        } while (!member.equals(taskId));
      }
    }
  }
}
