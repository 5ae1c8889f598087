package io.renwu.document;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.renwu.violation.Pointers;
import io.renwu.violation.Position;
import io.renwu.violation.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Finds the positions of violations in a file. Parses the file a second time, so that files without
 * violations cost nothing more.
 *
 * <pre>
 * a value                   its beginning
 * a field's name            its quotation mark
 * a character of a text     itself, or the escape that stands for it
 * an absent value           its nearest parent that is present
 * a file that is not JSON   where the parser stopped
 * </pre>
 */
public final class SourcePositions {
  private static final int UNICODE_ESCAPE = 6;
  private static final int ESCAPE = 2;

  private final SourceText source;
  private final List<Map<String, Offsets>> documents = new ArrayList<>();
  private OptionalInt failedAt;

  /** The offsets of a value and of its field's name; for an element, both are its own. */
  private record Offsets(int value, int name) {}

  public SourcePositions(SourceText source) {
    this.source = source;
    failedAt = source.malformedAt().isPresent() ? source.malformedAt() : read();
  }

  /**
   * The position of a violation.
   *
   * @param document the document's index in the file, from 0
   */
  public Position of(int document, Violation violation) {
    return source.position(offset(document, violation));
  }

  private int offset(int document, Violation violation) {
    if (failedAt.isPresent() || document >= documents.size()) {
      return failedAt.orElse(0);
    }
    Map<String, Offsets> offsets = documents.get(document);
    Offsets exact = offsets.get(violation.pointer());
    if (exact == null) {
      return nearestParent(offsets, violation.pointer()).value();
    }
    return switch (violation.violationTarget().part()) {
      case VALUE -> exact.value();
      case NAME -> exact.name();
      case TEXT -> offsetInText(exact.value(), violation.violationTarget().offset());
    };
  }

  private static Offsets nearestParent(Map<String, Offsets> offsets, String pointer) {
    String parent = pointer;
    while (!offsets.containsKey(parent)) {
      parent = parent.substring(0, parent.lastIndexOf('/'));
    }
    return offsets.get(parent);
  }

  /** The offset of a character of a text, which may contain escapes. */
  private int offsetInText(int start, int characters) {
    String text = source.text();
    if (text.charAt(start) != '"') {
      return start;
    }
    int at = start + 1;
    for (int i = 0; i < characters && at < text.length(); i++) {
      boolean escape = text.charAt(at) == '\\';
      int length = escape && text.startsWith("u", at + 1) ? UNICODE_ESCAPE : ESCAPE;
      at += escape ? length : 1;
    }
    return Math.min(at, text.length());
  }

  /** Reads all documents; returns the offset where the text is not JSON. */
  private OptionalInt read() {
    try (JsonParser parser = DocumentReader.JSON.createParser(source.text())) {
      try {
        return read(parser);
      } catch (JsonProcessingException malformed) {
        JsonLocation at = malformed.getLocation();
        return OptionalInt.of(offset(at == null ? parser.currentTokenLocation() : at));
      }
    } catch (IOException failure) {
      throw new IllegalStateException("reading from memory failed", failure);
    }
  }

  private OptionalInt read(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        document(parser);
      }
    } else if (first != null) {
      document(parser);
    }
    boolean complete = first != null && parser.nextToken() == null;
    return complete ? OptionalInt.empty() : OptionalInt.of(offset(parser.currentTokenLocation()));
  }

  private void document(JsonParser parser) throws IOException {
    Map<String, Offsets> offsets = new HashMap<>();
    documents.add(offsets);
    int start = offset(parser.currentTokenLocation());
    value(parser, "", start, offsets);
  }

  private void value(JsonParser parser, String pointer, int name, Map<String, Offsets> offsets)
      throws IOException {
    int start = offset(parser.currentTokenLocation());
    offsets.merge(
        pointer,
        new Offsets(start, name),
        (first, second) -> new Offsets(first.value(), second.name()));
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        int nameOffset = offset(parser.currentTokenLocation());
        String member = Pointers.member(pointer, parser.currentName());
        parser.nextToken();
        value(parser, member, nameOffset, offsets);
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        int element = offset(parser.currentTokenLocation());
        value(parser, Pointers.element(pointer, i), element, offsets);
      }
    }
  }

  private int offset(JsonLocation location) {
    return (int) Math.max(0, Math.min(location.getCharOffset(), source.text().length()));
  }
}
