package io.renwu.cli.queue;

import io.renwu.connector.redis.streams.inspect.AmountText;
import io.renwu.connector.redis.streams.inspect.Diagnosis;
import io.renwu.connector.redis.streams.inspect.QueueFinding;

/** Formats a diagnosis for a terminal. */
record DiagnosisView(Diagnosis diagnosis) {
  private static final int LABEL_COLUMNS = 12;

  /** Each finding in a few lines, then the number of findings. */
  String text(int columns) {
    StringBuilder text = new StringBuilder();
    for (QueueFinding finding : diagnosis.findings()) {
      String subject = finding.subject() + " (" + finding.check() + ")";
      add(text, finding.severity().toString(), subject, columns);
      add(text, "  found", finding.found(), columns);
      add(text, "  expected", finding.expected(), columns);
      add(text, "  do", finding.advice(), columns);
      text.append(System.lineSeparator());
    }
    diagnosis.unchecked().forEach(reason -> add(text, "not checked", reason, columns));
    return text + total() + System.lineSeparator();
  }

  /** Breaks lines only at spaces, so that names and commands can be copied. */
  private static void add(StringBuilder text, String label, String value, int columns) {
    StringBuilder line = new StringBuilder(pad(label));
    boolean empty = true;
    for (String word : value.split("\\s+", -1)) {
      if (!empty && line.length() + 1 + word.length() > columns) {
        text.append(line).append(System.lineSeparator());
        line = new StringBuilder(pad(""));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    text.append(line).append(System.lineSeparator());
  }

  private static String pad(String label) {
    return label + " ".repeat(Math.max(1, LABEL_COLUMNS - label.length()));
  }

  private String total() {
    long errors = diagnosis.findings().stream().filter(QueueFinding::isError).count();
    long warnings = diagnosis.findings().size() - errors;
    String found =
        diagnosis.findings().isEmpty()
            ? "good"
            : count(errors, "error") + ", " + count(warnings, "warning");
    return found
        + ": "
        + count(diagnosis.servers(), "server")
        + ", "
        + count(diagnosis.streams(), "stream")
        + ", "
        + AmountText.count(diagnosis.entries())
        + (diagnosis.entries() == 1 ? " entry" : " entries")
        + " examined";
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
