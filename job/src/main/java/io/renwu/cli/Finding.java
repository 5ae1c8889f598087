package io.renwu.cli;

import io.renwu.cli.TaskFiles.Located;
import io.renwu.rules.SetFinding;
import io.renwu.rules.TaskSetCheck;
import io.renwu.rules.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thing that is wrong with a document, and where. */
public record Finding(Located located, Violation violation) {

  /** Everything that is wrong: in each document, between versions, and between tasks. */
  static List<Finding> of(TaskSet set) {
    List<Finding> findings = new ArrayList<>();
    for (TaskSet.Answer answer : set.rejections()) {
      answer
          .status()
          .violations()
          .forEach(violation -> findings.add(new Finding(answer.located(), violation)));
    }
    for (SetFinding found : TaskSetCheck.check(set.catalog().tasks())) {
      document(set, found)
          .ifPresent(located -> findings.add(new Finding(located, found.violation())));
    }
    return findings;
  }

  /** The document of a finding; none where it concerns a task that was there before. */
  private static Optional<Located> document(TaskSet set, SetFinding found) {
    return set.answers().stream()
        .filter(answer -> !answer.rejected())
        .map(TaskSet.Answer::located)
        .filter(
            located ->
                located.document().task().taskId().equals(found.taskId())
                    && located.document().task().version() == found.version())
        .findFirst();
  }

  /** One line for people. */
  String text() {
    return located.place() + ": " + violation;
  }

  /** The same for programs. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", located.file().toString());
    json.put("index", located.document().index());
    json.put("taskId", located.document().taskId());
    json.put("version", located.document().version());
    json.put("pointer", violation.pointer());
    json.put("found", violation.found());
    json.put("expected", violation.expected());
    return json;
  }
}
