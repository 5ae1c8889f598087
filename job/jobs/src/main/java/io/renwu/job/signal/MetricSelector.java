package io.renwu.job.signal;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Selects samples of a page in Prometheus' text exposition format 0.0.4: lines of {@code
 * name{label="value",…} value [timestamp]}, and comments.
 *
 * @param name of the metric
 * @param labels that a sample has to have, among others
 */
record MetricSelector(String name, Map<String, String> labels) {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL =
      "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*";
  private static final String LABELS = "(?:\\{((?:" + LABEL + ",?)*+)\\s*})?";
  private static final Pattern SELECTOR = Pattern.compile("(" + NAME + ")" + LABELS);
  private static final Pattern SAMPLE =
      Pattern.compile("(" + NAME + ")\\s*" + LABELS + "\\s*(\\S+)(?:\\s+-?[0-9]+)?\\s*");
  private static final Pattern ONE_LABEL = Pattern.compile(LABEL);

  /** The group of a sample's value: those of a label's name and value precede it. */
  private static final int VALUE = 5;

  MetricSelector {
    labels = Map.copyOf(labels);
  }

  /**
   * Reads {@code NAME} or {@code NAME{LABEL="VALUE",…}}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static MetricSelector parse(String text) {
    Matcher parts = SELECTOR.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "found the metric '" + text + "', expected NAME or NAME{LABEL=\"VALUE\",…}");
    }
    return new MetricSelector(parts.group(1), labels(parts.group(2)));
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    Matcher label = ONE_LABEL.matcher(text == null ? "" : text);
    while (label.find()) {
      labels.put(label.group(1), unescape(label.group(2)));
    }
    return labels;
  }

  private static String unescape(String value) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char next = value.charAt(i);
      if (next == '\\') {
        i++;
        next = value.charAt(i) == 'n' ? '\n' : value.charAt(i);
      }
      plain.append(next);
    }
    return plain.toString();
  }

  /** The sum of the samples on a page; empty if it has none. */
  OptionalDouble sum(String page) {
    double sum = 0;
    boolean found = false;
    for (String line : page.lines().toList()) {
      Matcher sample = line.startsWith(name) ? SAMPLE.matcher(line) : null;
      if (sample != null
          && sample.matches()
          && sample.group(1).equals(name)
          && labels(sample.group(2)).entrySet().containsAll(labels.entrySet())) {
        sum += number(sample.group(VALUE));
        found = true;
      }
    }
    return found ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> parseNumber(text);
    };
  }

  private static double parseNumber(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  @Override
  public String toString() {
    return labels.isEmpty() ? name : name + labels;
  }
}
