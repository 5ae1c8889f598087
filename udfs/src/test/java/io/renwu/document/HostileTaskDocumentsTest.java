package io.renwu.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.AllocatedBytes;
import io.renwu.codec.OutputJson;
import io.renwu.codec.RuleStatus;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Documents made to be expensive are read cheaply, and their answers are small. */
class HostileTaskDocumentsTest {
  private static final int MANY = 40_000;

  /**
   * Bytes that reading a document may allocate, besides {@link #BYTES_PER_BYTE} for each of its
   * bytes.
   */
  private static final long BYTES = 100_000_000;

  private static final long BYTES_PER_BYTE = 500;

  @Test
  void manyRepeatedFieldsInDeepNesting() {
    String name = "n".repeat(98);
    String deep =
        ("{\"" + name + "\":").repeat(58)
            + IntStream.range(0, 230)
                .mapToObj(i -> "\"" + name + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"))
            + "}".repeat(58);
    assertCheapAndSmallAnswer("{\"taskId\":\"t\",\"version\":1,\"x\":" + deep + "}");
  }

  @Test
  void manyElementsInDeepNesting() {
    String name = "n".repeat(98);
    assertCheapAndSmallAnswer(
        ("{\"" + name + "\":").repeat(60) + "[" + "1,".repeat(100_000) + "1]" + "}".repeat(60));
  }

  @Test
  void manyUnknownFields() {
    assertCheapAndSmallAnswer(fields("{\"taskId\":\"t\",\"version\":1,", "\"a%d\":1", "}"));
  }

  @Test
  void manyNames() {
    assertCheapAndSmallAnswer(
        fields("{\"taskId\":\"t\",\"version\":1,\"name\":{", "\"a%d\":\"\"", "}}"));
  }

  @Test
  void manyObjectives() {
    assertCheapAndSmallAnswer(
        fields(
            "{\"taskId\":\"t\",\"version\":1,\"objectives\":[",
            "{\"id\":\"%d\",\"filter\":\"event.userId == 'u'\"}",
            "]}"));
  }

  @Test
  void tooManyDocumentsInOneRecordAreRefusedTogether() {
    byte[] record = ("[" + "{},".repeat(MANY) + "{}]").getBytes(UTF_8);
    assertThat(TaskDocuments.parse(record)).hasSize(MANY + 1);
    assertThat(TaskDocuments.parseRecord(record))
        .singleElement()
        .satisfies(
            document ->
                assertThat(document.violations())
                    .singleElement()
                    .asString()
                    .contains("more than 1000 documents"));
    byte[] fewer = ("[" + "{},".repeat(999) + "{}]").getBytes(UTF_8);
    assertThat(TaskDocuments.parseRecord(fewer)).hasSize(1000);
  }

  @Test
  void aDocumentThatIsTooLongHasItsIdAndOneViolation() {
    String text = "{\"taskId\":\"t\",\"version\":3,\"name\":\"" + "x".repeat(262_144) + "\"}";
    ParsedDocument document = TaskDocuments.parse(text.getBytes(UTF_8)).get(0);
    assertThat(document.taskId()).isEqualTo("t");
    assertThat(document.version()).isEqualTo(3);
    assertThat(document.violations()).hasSize(1);
  }

  @Test
  void attributesThatAreTooLargeForAGrantAreRefused() {
    String task =
        "{'taskId':'t','version':1,'objectives':[{'id':'o','behaviors':['b'],'target':1}],"
            + "'rewards':[{'rewardId':'r','type':'X','attributes':{'a':[%s1]}}]}";
    String large = Fixtures.json(task.formatted("1e30,".repeat(3_000)));
    assertThat(TaskDocuments.parse(large.getBytes(UTF_8)).get(0).violations())
        .singleElement()
        .asString()
        .isEqualTo(
            "/rewards/0/attributes: found an object, expected an object of at most 65536 bytes");
    String usual = Fixtures.json(task.formatted("1e30,".repeat(1_000)));
    assertThat(TaskDocuments.parse(usual.getBytes(UTF_8)).get(0).violations()).isEmpty();
  }

  private static String fields(String before, String field, String after) {
    return IntStream.range(0, 230_000 / (field.length() + 4))
        .mapToObj(field::formatted)
        .collect(Collectors.joining(",", before, after));
  }

  private static void assertCheapAndSmallAnswer(String document) {
    byte[] json = document.getBytes(UTF_8);
    long before = AllocatedBytes.ofThisThread();
    List<ParsedDocument> documents = TaskDocuments.parseRecord(json);
    long allocated = AllocatedBytes.ofThisThread() - before;
    assertThat(allocated).as("bytes allocated").isLessThan(BYTES + BYTES_PER_BYTE * json.length);
    assertThat(documents).hasSize(1);
    ParsedDocument parsed = documents.get(0);
    assertThat(parsed.task()).isNull();
    RuleStatus status =
        RuleStatus.rejected(parsed.taskId(), parsed.version(), parsed.violations(), parsed.hash());
    assertThat(OutputJson.ruleStatus(status).length).isLessThan(70_000);
  }
}
