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

/** Checks a set of tasks as a whole. */
public final class TaskSetCheck {
  private TaskSetCheck() {}

  /**
   * Finds preconditions that name no task of the set, and cycles of preconditions. Checks the
   * highest version of each task.
   *
   * @return findings in the order of task ids, then of preconditions within a task
   */
  public static List<SetFinding> check(Collection<Task> tasks) {
    SortedMap<String, Task> highest = new TreeMap<>();
    for (Task task : tasks) {
      highest.merge(task.taskId(), task, (a, b) -> a.version() >= b.version() ? a : b);
    }
    Map<String, String> cycles = cycles(preconditions(highest));
    List<SetFinding> findings = new ArrayList<>();
    for (Task task : highest.values()) {
      for (int i = 0; i < task.preconditions().size(); i++) {
        String precondition = task.preconditions().get(i);
        if (!highest.containsKey(precondition)) {
          findings.add(finding(task, i, "the id of a task of the set"));
        } else if (Objects.equals(cycles.get(task.taskId()), cycles.get(precondition))) {
          findings.add(
              finding(task, i, "no cycle of preconditions: this one leads back to the task"));
        }
      }
    }
    return findings;
  }

  private static SetFinding finding(Task task, int index, String expected) {
    return new SetFinding(
        task.taskId(),
        task.version(),
        new Violation(
            "/preconditions/" + index, FoundValue.of(task.preconditions().get(index)), expected));
  }

  /** The edges from each task to its preconditions in the set. */
  private static Graph<String> preconditions(SortedMap<String, Task> tasks) {
    MutableGraph<String> graph = GraphBuilder.directed().allowsSelfLoops(true).build();
    for (Task task : tasks.values()) {
      for (String precondition : task.preconditions()) {
        if (tasks.containsKey(precondition)) {
          graph.putEdge(task.taskId(), precondition);
        }
      }
    }
    return graph;
  }

  /**
   * The strongly connected component of each node, named by one of its nodes (Kosaraju's
   * algorithm). Two nodes are in the same component if, and only if, each can be reached from the
   * other.
   */
  private static Map<String, String> cycles(Graph<String> graph) {
    Map<String, String> cycles = new HashMap<>();
    Traverser<String> backwards =
        Traverser.forGraph(
            node -> Iterables.filter(graph.predecessors(node), id -> !cycles.containsKey(id)));
    List<String> order =
        ImmutableList.copyOf(Traverser.forGraph(graph).depthFirstPostOrder(graph.nodes()));
    for (String root : Lists.reverse(order)) {
      if (!cycles.containsKey(root)) {
        ImmutableList.copyOf(backwards.breadthFirst(root)).forEach(id -> cycles.put(id, root));
      }
    }
    return cycles;
  }
}
