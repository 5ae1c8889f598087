package io.renwu.document;

import io.renwu.model.Task;
import io.renwu.violation.Violations;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads task documents: strict JSON in UTF-8. A field that is null is the same as an absent one; an
 * element that is null is an error. Pointers are relative to the document, even if an array
 * contains it.
 */
public final class TaskDocuments {
  /** The maximum length of a document in characters: in UTF-8 it fits into one Kafka record. */
  private static final int MAX_LENGTH = 256 * 1024;

  /** The maximum number of documents in one published record. */
  private static final int MAX_DOCUMENTS = 1000;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TaskDocuments() {}

  /**
   * Reads one document or an array of them; never throws for bad input.
   *
   * @return one element per document; for a text that is not JSON, one with a violation at the root
   */
  public static List<ParsedDocument> parse(byte[] json) {
    return parse(json, Integer.MAX_VALUE);
  }

  /**
   * Reads the documents of one published record, as {@link #parse(byte[])} does. An array of more
   * than {@value #MAX_DOCUMENTS} documents is refused as a whole, to bound the answers to one
   * record.
   */
  public static List<ParsedDocument> parseRecord(byte[] json) {
    return parse(json, MAX_DOCUMENTS);
  }

  private static List<ParsedDocument> parse(byte[] json, int maxDocuments) {
    List<ParsedDocument> documents = new ArrayList<>();
    for (DocumentReader.RawDocument raw : read(json, maxDocuments)) {
      documents.add(parse(documents.size(), raw));
    }
    return List.copyOf(documents);
  }

  private static List<DocumentReader.RawDocument> read(byte[] json, int maxDocuments) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      boolean hasByteOrderMark = text.startsWith(BYTE_ORDER_MARK);
      return new DocumentReader(hasByteOrderMark ? text.substring(1) : text, maxDocuments).read();
    } catch (CharacterCodingException malformed) {
      Violations violations = new Violations();
      violations.add("", "bytes that are not UTF-8", "JSON in UTF-8");
      String text = new String(json, StandardCharsets.UTF_8);
      return List.of(new DocumentReader.RawDocument(null, text, violations));
    }
  }

  private static ParsedDocument parse(int index, DocumentReader.RawDocument raw) {
    Violations violations = raw.violations();
    if (raw.value() == null && !violations.isEmpty()) {
      return new ParsedDocument(index, null, null, null, raw.text(), violations.all());
    }
    TaskParser parser = new TaskParser(new DocumentCursor("", raw.value(), violations), violations);
    Task task = null;
    if (raw.text().length() > MAX_LENGTH) {
      violations.add(
          "", raw.text().length() + " characters", "a document of at most " + MAX_LENGTH);
      parser.readIdentity();
    } else {
      task = parser.parse();
    }
    return new ParsedDocument(
        index, parser.taskId(), parser.version(), task, raw.text(), violations.all());
  }
}
