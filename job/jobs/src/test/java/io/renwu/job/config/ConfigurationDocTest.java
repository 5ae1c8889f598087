package io.renwu.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of keys in the documentation equals the options; -Dupdate.docs=true rewrites it. */
class ConfigurationDocTest {
  private static final String BEGIN = "<!-- keys: begin -->\n";
  private static final String END = "<!-- keys: end -->\n";

  @Test
  void tableOfTheDocumentationDescribesTheOptions() throws IOException {
    Path doc =
        Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../../docs/configuration.md");
    String text = Files.readString(doc);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    int to = text.indexOf(END);
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(doc, text.substring(0, from) + table() + text.substring(to));
    } else {
      assertThat(text.substring(from, to))
          .as("docs/configuration.md; rewrite it: mvn test -Dtest.args=-Dupdate.docs=true")
          .isEqualTo(table());
    }
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| key | default | values | meaning |\n|---|---|---|---|\n");
    for (Option<?> option : Options.all()) {
      table
          .append("| `")
          .append(option.key())
          .append("` | ")
          .append(defaultOf(option))
          .append(" | ")
          .append(option.expected())
          .append(" | ")
          .append(option.description())
          .append(option.isSecret() ? " Variable `" + option.environmentVariable() + "`." : "")
          .append(" |\n");
    }
    return table.toString();
  }

  private static <T> String defaultOf(Option<T> option) {
    return option.defaultValue() == null ? "" : "`" + option.render(option.defaultValue()) + "`";
  }
}
