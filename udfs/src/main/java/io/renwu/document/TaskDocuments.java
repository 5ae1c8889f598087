package io.renwu.document;

import io.renwu.model.Task;
import io.renwu.violation.Violations;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads task documents: JSON in UTF-8, strictly. A field that is null is the same as one that is
 * not there; an element of an array that is null is wrong. Pointers are relative to the document,
 * also where it stands in an array.
 */
public final class TaskDocuments {
  /** Characters of one document: in UTF-8 they fit into one Kafka record. */
  private static final int MAX_LENGTH = 256 * 1024;

  /** Documents of one published record. */
  private static final int MAX_DOCUMENTS = 1000;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TaskDocuments() {}

  /**
   * Reads one document or an array of them; never throws for bad input.
   *
   * @return one element per document; for what is not JSON one element with a violation at the root
   */
  public static List<ParsedDocument> parse(byte[] json) {
    return parse(json, Integer.MAX_VALUE);
  }

  /**
   * Reads what one published record holds, as {@link #parse(byte[])}; an array of more than {@value
   * #MAX_DOCUMENTS} documents is refused as a whole, so that the answers to one record are bounded.
   */
  public static List<ParsedDocument> parseRecord(byte[] json) {
    return parse(json, MAX_DOCUMENTS);
  }

  private static List<ParsedDocument> parse(byte[] json, int mostDocuments) {
    List<ParsedDocument> documents = new ArrayList<>();
    for (DocumentReader.RawDocument read : read(json, mostDocuments)) {
      documents.add(parse(documents.size(), read));
    }
    return List.copyOf(documents);
  }

  private static List<DocumentReader.RawDocument> read(byte[] json, int mostDocuments) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      boolean marked = text.startsWith(BYTE_ORDER_MARK);
      return new DocumentReader(marked ? text.substring(1) : text, mostDocuments).read();
    } catch (CharacterCodingException malformed) {
      Violations violations = new Violations();
      violations.add("", "bytes that are not UTF-8", "JSON in UTF-8");
      String text = new String(json, StandardCharsets.UTF_8);
      return List.of(new DocumentReader.RawDocument(null, text, violations));
    }
  }

  private static ParsedDocument parse(int index, DocumentReader.RawDocument read) {
    Violations violations = read.violations();
    if (read.value() == null && !violations.isEmpty()) {
      return new ParsedDocument(index, null, null, null, read.text(), violations.all());
    }
    TaskParser parser =
        new TaskParser(new DocumentCursor("", read.value(), violations), violations);
    Task task = null;
    if (read.text().length() > MAX_LENGTH) {
      violations.add(
          "", read.text().length() + " characters", "a document of at most " + MAX_LENGTH);
      parser.readIdentity();
    } else {
      task = parser.parse();
    }
    return new ParsedDocument(
        index, parser.taskId(), parser.version(), task, read.text(), violations.all());
  }
}
