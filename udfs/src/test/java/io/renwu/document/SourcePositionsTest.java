package io.renwu.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.violation.Position;
import io.renwu.violation.Violation;
import io.renwu.violation.ViolationTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcePositionsTest {
  /** ⏎ stands for a line end, an apostrophe for a quotation mark. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0007',
      value = {
        "{'a':1,⏎ 'b': [10, {'c': 20}]}   | /a       | 1:6",
        "{'a':1,⏎ 'b': [10, {'c': 20}]}   | /b       | 2:7",
        "{'a':1,⏎ 'b': [10, {'c': 20}]}   | /b/0     | 2:8",
        "{'a':1,⏎ 'b': [10, {'c': 20}]}   | /b/1/c   | 2:18",
        "{'a':1,⏎ 'b': [10, {'c': 20}]}   | /b/1/d/e | 2:12",
        "{'a':1,⏎ 'b': [10, {'c': 20}]}   | /b/7     | 2:7",
        "⏎⏎  {'a':1}                      | /x       | 3:3",
        "{'每日😀': '😀', 'a': 1}          | /a       | 1:19",
        "{'a/b': {'~': 1}}                | /a~1b/~0 | 1:15",
        "{'a':1,⏎'a':[2]}                 | /a       | 1:6",
        "{'a':1}                          | /        | 1:1",
        "{'':1}                           | /        | 1:5",
      })
  void findsTheValueOfAPointer(String text, String pointer, String place) {
    for (String end : List.of("\n", "\r\n", "\r")) {
      String file = Fixtures.json(text).replace("⏎", end);
      assertThat(positions(file).of(0, new Violation(pointer, "", ""))).hasToString(place);
      assertThat(positions('\uFEFF' + file).of(0, new Violation(pointer, "", "")))
          .hasToString(place);
    }
  }

  @Test
  void findsValuesInDocumentsOfAnArray() {
    SourcePositions positions = positions("[{\"a\":1},\n  {\"a\":2},\n7, null]");
    assertThat(positions.of(0, new Violation("/a", "", ""))).hasToString("1:7");
    assertThat(positions.of(1, new Violation("/a", "", ""))).hasToString("2:8");
    assertThat(positions.of(2, new Violation("", "", ""))).hasToString("3:1");
    assertThat(positions.of(3, new Violation("/x", "", ""))).hasToString("3:4");
  }

  /** A violation of a repeated name is at its second occurrence. */
  @Test
  void findsNamesAndCharactersOfTexts() {
    SourcePositions positions = positions("{\"a\": 1,\n \"a\": 2, \"t\": \"x\\\"\\u00e9😀y\"}");
    assertThat(positions.of(0, new Violation("/a", "", "", ViolationTarget.NAME)))
        .hasToString("2:2");
    // The text is x " é 😀 y; its characters are at columns 16, 17 (escaped), 19 (escaped), 25
    // and 26.
    assertThat(List.of(0, 1, 2, 3, 5, 6))
        .extracting(offset -> positions.of(0, text(offset)).column())
        .containsExactly(16, 17, 19, 25, 26, 27);
  }

  private static Violation text(int offset) {
    return new Violation("/t", "", "", ViolationTarget.inText(offset));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0007',
      value = {
        "x                    | 1:1",
        "⏎⏎                   | 1:1",
        "{'a':1,}             | 1:8",
        "[{'a':1},⏎ {'b' 2}]  | 2:7",
        "{'a':1}⏎ {'b':2}     | 2:2",
        "{'a':1}⏎ x           | 2:2",
        "{'a':⏎               | 2:1",
      })
  void findsWhereTheTextStopsBeingJson(String text, String place) {
    String file = Fixtures.json(text).replace("⏎", "\n");
    List<ParsedDocument> documents = Fixtures.parse(file);
    assertThat(documents).hasSize(1);
    assertThat(positions(file).of(0, documents.get(0).violations().get(0))).hasToString(place);
  }

  @Test
  void survivesDeepNesting() {
    assertThat(positions("[".repeat(5000)).of(0, new Violation("", "", ""))).hasToString("1:65");
  }

  @Test
  void findsTheFirstBytesThatAreNotUtf8() {
    byte[] file = "{\n\"a\":\"é".getBytes(StandardCharsets.UTF_8);
    file[file.length - 1] = (byte) 0xFF;
    SourceText source = SourceText.of(file);
    assertThat(new SourcePositions(source).of(0, new Violation("", "", ""))).hasToString("2:6");
    assertThat(source.line(2)).isEqualTo("\"a\":\"\uFFFD\uFFFD");
  }

  @Test
  void findsTheCharacterOfAnErrorInACondition() {
    String file =
        Fixtures.json("{'taskId':'t','version':1,⏎'audience':{'filter':").replace("⏎", "\n")
            + "\"event.userId == \\\"😀\\\" &&\\n event.nope == 1\"}}";
    List<Violation> violations = Fixtures.parse(file).get(0).violations();
    Violation nope =
        violations.stream().filter(v -> v.found().contains("nope'")).findFirst().orElseThrow();
    assertThat(nope.found()).endsWith(" at 2:7");
    String line = SourceText.of(file.getBytes(StandardCharsets.UTF_8)).line(2);
    int dot = line.indexOf(".nope");
    assertThat(positions(file).of(0, nope))
        .isEqualTo(new Position(2, line.codePointCount(0, dot) + 1));
  }

  private static SourcePositions positions(String file) {
    return new SourcePositions(SourceText.of(file.getBytes(StandardCharsets.UTF_8)));
  }
}
