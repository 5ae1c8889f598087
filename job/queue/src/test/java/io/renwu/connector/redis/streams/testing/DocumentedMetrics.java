package io.renwu.connector.redis.streams.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names in one of the tables of metrics in docs/queue.md. */
public final class DocumentedMetrics {
  private static final Pattern NAME = Pattern.compile("`([a-zA-Z0-9]+)`");

  private DocumentedMetrics() {}

  /**
   * Reads the first column of a table.
   *
   * @param heading of that column
   */
  public static Set<String> of(String heading) throws IOException {
    Path document = Path.of(System.getProperty("renwu.home"), "docs", "queue.md");
    Set<String> names = new TreeSet<>();
    boolean inside = false;
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("| " + heading + " |")) {
        inside = true;
      } else if (inside && !line.startsWith("|")) {
        break;
      } else if (inside) {
        Matcher name = NAME.matcher(line.split("\\|", 3)[1]);
        while (name.find()) {
          names.add(name.group(1));
        }
      }
    }
    return names;
  }
}
