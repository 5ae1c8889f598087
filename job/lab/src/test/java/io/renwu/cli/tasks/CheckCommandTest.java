package io.renwu.cli.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.cli.CliRun;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class CheckCommandTest {
  private static final String TASK =
      """
      {"taskId": "one", "version": 1,
       "objectives": [{"id": "o", "behaviors": ["login"], "target": 1}]}
      """;
  private static final String GOOD = "{tests: [{name: good, steps: [{do: login}]}]}";
  private static final String BAD =
      "{tests: [{name: 'bad \u0001 <&>', steps: [{do: login, expect: {grants: []}}]}]}";

  @TempDir Path folder;

  @Test
  void passes() throws Exception {
    write("one.json", TASK);
    write("one.test.yaml", GOOD);
    CliRun run = CliRun.of(folder, "check", folder.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("1 passed, 0 failed");
  }

  @Test
  void failingTestIsAFinding() throws Exception {
    write("one.json", TASK);
    write("one.test.yaml", BAD.replace("\u0001", ""));
    CliRun run = CliRun.of(folder, "check", folder.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("one.test.yaml:1", "- expected none", "0 passed, 1 failed");
  }

  @Test
  void wrongDocumentAndWrongTestFileAreFindings() throws Exception {
    write("one.json", TASK.replace("\"target\": 1", "\"target\": 0"));
    write("one.test.yaml", "{tests: [{name: x, tasks: [one], steps: []}]}");
    CliRun run = CliRun.of(folder, "check", folder.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("/objectives/0/target", "found the task 'one'", "2 findings");
  }

  @Test
  void writesAReportForParsers() throws Exception {
    write("one.json", TASK);
    write("a.test.yaml", GOOD);
    write("b.test.yaml", BAD.replace("'bad \u0001 <&>'", "\"bad \\u0001 <&>\""));
    Path report = folder.resolve("reports/junit.xml");
    CliRun run = CliRun.of(folder, "check", folder.toString(), "--junit", report.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
    assertThat(xml.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(2);
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
  }

  @Test
  void runsOnlyNamedTests() throws Exception {
    write("one.json", TASK);
    write("a.test.yaml", GOOD);
    CliRun run = CliRun.of(folder, "check", folder.toString(), "--only", "bad", "-o", "json");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("\"passed\":0,\"failed\":0");
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }
}
