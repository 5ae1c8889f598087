package io.renwu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A translation has the headings, the examples, the tables and, section by section, the code words
 * of its original.
 */
class TranslationsTest {
  private static final Path HOME = Path.of("..");

  @ParameterizedTest
  @CsvSource({
    "README.md, docs/zh-CN/README.md",
    "task-rules/README.md, docs/zh-CN/task-language.md"
  })
  void isInStepWithItsOriginal(String original, String translation) throws IOException {
    Outline expected = Outline.of(Files.readString(HOME.resolve(original)));
    Outline found = Outline.of(Files.readString(HOME.resolve(translation)));
    assertThat(expected.headings()).hasSizeGreaterThan(5);
    assertThat(expected.examples()).hasSizeGreaterThan(5);
    assertThat(expected.tables()).hasSizeGreaterThan(2);
    assertThat(found.headings()).as("levels of the headings").isEqualTo(expected.headings());
    assertThat(found.examples()).as("fenced blocks").isEqualTo(expected.examples());
    assertThat(found.tables())
        .as("columns of each row, table by table")
        .isEqualTo(expected.tables());
    assertThat(found.codeWords()).as("code words by section").isEqualTo(expected.codeWords());
  }

  @Test
  void aMissingHeadingExampleRowOrCodeWordIsFound() {
    String text =
        """
        # A
        `x` and
        ## B
        ```
        run  # not a heading
        ```
        | a | b |
        |---|---|
        | `y` | 2 |
        """;
    Outline whole = Outline.of(text);
    assertThat(whole.headings()).containsExactly(1, 2);
    assertThat(whole.tables()).containsExactly(List.of(2, 2, 2));
    assertThat(Outline.of(text.replace("## B\n", "")).headings()).isNotEqualTo(whole.headings());
    assertThat(Outline.of(text.replace("run  #", "run #")).examples())
        .isNotEqualTo(whole.examples());
    assertThat(Outline.of(text.replace("| `y` | 2 |\n", "")).tables()).isNotEqualTo(whole.tables());
    assertThat(Outline.of(text.replace("`x`", "x")).codeWords()).isNotEqualTo(whole.codeWords());
  }

  /**
   * What two languages have in common.
   *
   * @param headings the level of each
   * @param examples each fenced block
   * @param tables of each table, of each row, the number of cells
   * @param codeWords of each section, the text between backticks
   */
  private record Outline(
      List<Integer> headings,
      List<String> examples,
      List<List<Integer>> tables,
      List<TreeSet<String>> codeWords) {
    private static final Pattern HEADING = Pattern.compile("(#+) .*");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static Outline of(String text) {
      Outline outline =
          new Outline(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      StringBuilder example = null;
      StringBuilder prose = new StringBuilder();
      boolean inTable = false;
      for (String line : text.lines().toList()) {
        Matcher heading = HEADING.matcher(line);
        if (line.startsWith("```")) {
          if (example == null) {
            example = new StringBuilder();
          } else {
            outline.examples.add(example.toString());
            example = null;
          }
        }
        if (example != null) {
          example.append(line).append('\n');
          continue;
        }
        if (heading.matches()) {
          outline.headings.add(heading.group(1).length());
          outline.endSection(prose);
        }
        boolean row = line.startsWith("|");
        if (row && !inTable) {
          outline.tables.add(new ArrayList<>());
        }
        if (row) {
          outline.tables.get(outline.tables.size() - 1).add(cells(line));
        }
        inTable = row;
        prose.append(line.startsWith("```") ? "" : line).append(' ');
      }
      outline.endSection(prose);
      return outline;
    }

    private void endSection(StringBuilder prose) {
      TreeSet<String> words = new TreeSet<>();
      Matcher code = CODE.matcher(prose);
      while (code.find()) {
        words.add(code.group(1));
      }
      codeWords.add(words);
      prose.setLength(0);
    }

    private static int cells(String row) {
      return row.replace("\\|", "").replaceAll("[^|]", "").length() - 1;
    }
  }
}
