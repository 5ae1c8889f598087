package io.renwu.cli;

import io.renwu.codec.RuleStatus;
import io.renwu.violation.Violation;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The task job's answers to what a command asked for, a row each. */
final class RuleAnswers {
  private final List<String> keys;
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private int exitCode = ExitCodes.GOOD;

  /**
   * Begins with none.
   *
   * @param keys the fields that tell rows apart
   */
  RuleAnswers(String... keys) {
    this.keys = List.of(keys);
  }

  /**
   * Adds a row for something that was asked for.
   *
   * @param answer null if none came in time
   * @param good whether it is the one that was hoped for
   * @param key the values of the keys
   * @return the row, for more fields
   */
  Map<String, Object> add(RuleStatus answer, boolean good, Object... key) {
    if (answer == null) {
      exitCode = ExitCodes.FAILED;
    } else if (!good) {
      exitCode = Math.max(exitCode, ExitCodes.FINDINGS);
    }
    return add(answer == null ? "NO_ANSWER" : answer.status().name(), answer, key);
  }

  /**
   * Adds a row for something that did not have to be asked for.
   *
   * @param answer to the same key; null if there is none
   */
  Map<String, Object> addUnchanged(RuleStatus answer, Object... key) {
    return add("UNCHANGED", answer, key);
  }

  private Map<String, Object> add(String status, RuleStatus answer, Object... key) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < key.length; i++) {
      row.put(keys.get(i), key[i]);
    }
    row.put("status", status);
    row.put(
        "violations",
        answer == null
            ? List.of()
            : answer.violations().stream().map(Violation::toString).toList());
    rows.add(row);
    return row;
  }

  /**
   * Prints the rows.
   *
   * @param name of the list of rows, for programs
   * @param headers of the columns of the keys and of the status, for people
   */
  void print(CommandSpec spec, OutputOption output, String name, String... headers) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      OutputOption.print(out, Map.of(name, rows));
      return;
    }
    Table table = new Table(headers);
    for (Map<String, Object> row : rows) {
      List<Object> cells = new ArrayList<>(keys.stream().map(row::get).toList());
      cells.add(row.get("status"));
      table.add(cells.toArray());
    }
    out.print(table);
    for (Map<String, Object> row : rows) {
      String key =
          keys.stream()
              .map(field -> String.valueOf(row.get(field)))
              .collect(Collectors.joining("/"));
      for (Object violation : (List<?>) row.get("violations")) {
        out.println(key + " " + violation);
      }
    }
    out.flush();
  }

  /**
   * The exit status by all rows.
   *
   * @param asked how the command asked, for the message
   * @throws CliException if an answer is missing
   */
  int exitCode(String asked, Duration waited) {
    if (exitCode == ExitCodes.FAILED) {
      throw CliException.failed(
          asked
              + ", but not answered within "
              + waited.toSeconds()
              + " s; is the task job running?",
          null);
    }
    return exitCode;
  }
}
