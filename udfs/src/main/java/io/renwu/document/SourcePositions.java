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
 * Where in a file the values of its documents stand. It reads the file anew, so that what is right
 * pays nothing for it.
 *
 * <pre>
 * a value                   its beginning
 * a field's name            its quotation mark
 * a character of a text     itself, or the escape that stands for it
 * what is not there         the value that lacks it
 * a file that is not JSON   where reading it ended
 * </pre>
 */
public final class SourcePositions {
  private static final int UNICODE_ESCAPE = 6;
  private static final int ESCAPE = 2;

  private final SourceText source;
  private final List<Map<String, Offsets>> documents = new ArrayList<>();
  private OptionalInt failedAt;

  /** Offsets of a value and of the name of the field that holds it; of an element twice its own. */
  private record Offsets(int value, int name) {}

  public SourcePositions(SourceText source) {
    this.source = source;
    failedAt = source.malformedAt().isPresent() ? source.malformedAt() : read();
  }

  /**
   * The place of a violation.
   *
   * @param document its place in the file, from 0
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
      case TEXT -> inText(exact.value(), violation.violationTarget().offset());
    };
  }

  private static Offsets nearestParent(Map<String, Offsets> offsets, String pointer) {
    String at = pointer;
    while (!offsets.containsKey(at)) {
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return offsets.get(at);
  }

  /** Passes over as many characters of a text as are before the one that is meant. */
  private int inText(int start, int characters) {
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

  /** Where the text stops being one document or an array of them. */
  private OptionalInt read() {
    try (JsonParser parser = DocumentReader.JSON.createParser(source.text())) {
      try {
        return read(parser);
      } catch (JsonProcessingException malformed) {
        JsonLocation at = malformed.getLocation();
        return OptionalInt.of(offset(at == null ? parser.currentTokenLocation() : at));
      }
    } catch (IOException unreachable) {
      throw new IllegalStateException("reading from memory", unreachable);
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
    boolean good = first != null && parser.nextToken() == null;
    return good ? OptionalInt.empty() : OptionalInt.of(offset(parser.currentTokenLocation()));
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
        (before, again) -> new Offsets(before.value(), again.name()));
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        int field = offset(parser.currentTokenLocation());
        String at = Pointers.member(pointer, parser.currentName());
        parser.nextToken();
        value(parser, at, field, offsets);
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
