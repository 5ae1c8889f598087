package io.renwu.cli.check;

import io.renwu.cli.check.TestWorld.Evaluated;
import io.renwu.model.Decision;
import io.renwu.model.Grant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares the outputs of a test with what it expects. */
final class ExpectationCheck {
  private final TestCase test;
  private final List<Mismatch> mismatches = new ArrayList<>();

  ExpectationCheck(TestCase test) {
    this.test = test;
  }

  List<Mismatch> mismatches() {
    return List.copyOf(mismatches);
  }

  void decisions(Map<String, String> expected, Evaluated last) {
    Map<String, String> found = new TreeMap<>();
    for (Decision decision : last.decisions()) {
      if (decision.taskId() == null) {
        expected.keySet().forEach(task -> found.put(task, decision.decision().name()));
      } else {
        found.put(decision.taskId(), decision.decision().name());
      }
    }
    expected.forEach(
        (task, code) -> {
          String actual = found.getOrDefault(task, ExpectedOutputs.NONE);
          if (!actual.equals(code)) {
            mismatches.add(Mismatch.of("decision of " + task, code, actual));
          }
        });
  }

  void progress(
      Map<String, Map<String, BigDecimal>> expected, Map<String, Map<String, BigDecimal>> actual) {
    expected.forEach(
        (task, objectives) ->
            objectives.forEach(
                (objective, number) -> {
                  BigDecimal found =
                      actual.getOrDefault(task, Map.of()).getOrDefault(objective, BigDecimal.ZERO);
                  if (found.compareTo(number) != 0) {
                    mismatches.add(
                        Mismatch.of(
                            "progress of " + task + ", " + objective,
                            number.toPlainString(),
                            found.toPlainString()));
                  }
                }));
  }

  /** Compares all grants in order, each by the fields that the test names. */
  void grants(List<Map<String, Object>> expected, List<Grant> granted) {
    List<Map<String, Object>> found =
        granted.stream()
            .filter(grant -> test.compares(grant.taskId()))
            .map(GrantFields::of)
            .toList();
    boolean same = found.size() == expected.size();
    for (int i = 0; same && i < found.size(); i++) {
      same = GrantFields.match(expected.get(i), found.get(i));
    }
    if (!same) {
      mismatches.add(
          new Mismatch(
              "grants",
              lines(expected.stream().map(GrantFields::text).toList()),
              lines(found.stream().map(GrantFields::summary).toList())));
    }
  }

  private static List<String> lines(List<String> lines) {
    return lines.isEmpty() ? List.of("none") : lines;
  }

  void deadLetter(String expected, @Nullable String found) {
    if (!expected.equals(found)) {
      mismatches.add(
          Mismatch.of("dead letter", expected, found == null ? "a usable event" : found));
    }
  }

  void unusable(String why) {
    mismatches.add(Mismatch.of("event", "a usable one", why));
  }
}
