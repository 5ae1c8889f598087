package io.renwu.document;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import com.google.common.graph.Graph;
import com.google.common.graph.GraphBuilder;
import com.google.common.graph.MutableGraph;
import com.google.common.graph.Traverser;
import io.renwu.model.Task;
import io.renwu.violation.FoundValue;
import io.renwu.violation.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    Map<String, String> circles = circles(preconditions(highest));
    List<SetFinding> findings = new ArrayList<>();
    for (Task task : highest.values()) {
      for (int i = 0; i < task.preconditions().size(); i++) {
        String wanted = task.preconditions().get(i);
        if (!highest.containsKey(wanted)) {
          findings.add(finding(task, i, "the id of a task of the set"));
        } else if (Objects.equals(circles.get(task.taskId()), circles.get(wanted))) {
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
            FoundValue.of(task.preconditions().get(precondition)),
            expected));
  }

  /** From each task to its preconditions in the set. */
  private static Graph<String> preconditions(SortedMap<String, Task> tasks) {
    MutableGraph<String> graph = GraphBuilder.directed().allowsSelfLoops(true).build();
    for (Task task : tasks.values()) {
      for (String wanted : task.preconditions()) {
        if (tasks.containsKey(wanted)) {
          graph.putEdge(task.taskId(), wanted);
        }
      }
    }
    return graph;
  }

  /**
   * The strongly connected components by their nodes, each by the name of one of them (Kosaraju's
   * algorithm): two nodes are in the same one exactly if each can be reached from the other.
   */
  private static Map<String, String> circles(Graph<String> graph) {
    Map<String, String> circles = new HashMap<>();
    Traverser<String> backwards =
        Traverser.forGraph(
            node -> Iterables.filter(graph.predecessors(node), id -> !circles.containsKey(id)));
    List<String> order =
        ImmutableList.copyOf(Traverser.forGraph(graph).depthFirstPostOrder(graph.nodes()));
    for (String root : Lists.reverse(order)) {
      if (!circles.containsKey(root)) {
        ImmutableList.copyOf(backwards.breadthFirst(root)).forEach(id -> circles.put(id, root));
      }
    }
    return circles;
  }
}
