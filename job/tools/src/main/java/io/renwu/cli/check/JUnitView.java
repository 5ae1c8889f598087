package io.renwu.cli.check;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes test results in JUnit's XML format, one suite per file. */
public final class JUnitView {
  private static final double NANOS_PER_SECOND = 1e9;

  private JUnitView() {}

  /** Writes a report; creates missing folders. */
  public static void write(Path file, List<TestResult> results) throws IOException {
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    Map<String, List<TestResult>> suites = new LinkedHashMap<>();
    for (TestResult result : results) {
      suites.computeIfAbsent(result.test().file(), name -> new ArrayList<>()).add(result);
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      XMLStreamWriter xml =
          XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      xml.writeStartElement("testsuites");
      for (Map.Entry<String, List<TestResult>> suite : suites.entrySet()) {
        suite(suite.getKey(), suite.getValue(), xml);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException failed) {
      throw new IOException("cannot write " + file, failed);
    }
  }

  private static void suite(String name, List<TestResult> results, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", text(name));
    xml.writeAttribute("tests", String.valueOf(results.size()));
    xml.writeAttribute(
        "failures", String.valueOf(results.stream().filter(r -> !r.passed()).count()));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", "0");
    xml.writeAttribute("time", seconds(results.stream().mapToLong(TestResult::nanos).sum()));
    for (TestResult result : results) {
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", text(name));
      xml.writeAttribute("name", text(result.test().name()));
      xml.writeAttribute("time", seconds(result.nanos()));
      if (!result.passed()) {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", text(result.mismatches().get(0).what()));
        xml.writeCharacters(text(FailureView.text(result)));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.6f", nanos / NANOS_PER_SECOND);
  }

  /** Replaces the characters that XML 1.0 does not allow. */
  private static String text(String any) {
    return any.codePoints()
        .map(
            c ->
                c == '\t' || c == '\n' || (c >= 0x20 && c < 0xFFFE && !isSurrogate(c)) || c > 0xFFFF
                    ? c
                    : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
