package io.renwu.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.renwu.violation.FoundValue;
import io.renwu.violation.Violations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Splits a text into its documents and reads each with a {@link JsonTree}. */
final class DocumentReader {
  private static final int MAX_NESTING = 64;

  private static final Pattern JACKSON_NAMES = Pattern.compile(", from `[^`]*`");

  private static final Pattern INNER_LOCATION =
      Pattern.compile("\\[Source: [^\\]]*line: (\\d+), column: (\\d+)\\]");

  static final JsonFactory JSON =
      JsonFactory.builder()
          // A table of names would be slow for a document whose names share one hash code.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final String text;
  private final int maxDocuments;

  /**
   * @param maxDocuments a text with more documents is refused
   */
  DocumentReader(String text, int maxDocuments) {
    this.text = text;
    this.maxDocuments = maxDocuments;
  }

  /**
   * One document, parsed as JSON.
   *
   * @param value as {@link JsonTree} returns it
   * @param violations collects the document's violations; contains only those of the JSON so far
   */
  record RawDocument(@Nullable Object value, String text, Violations violations) {}

  /** Returns all documents; for a text that is not JSON, one with violations alone. */
  List<RawDocument> read() {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return List.of(unreadable("nothing"));
      }
      List<RawDocument> documents = new ArrayList<>();
      if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (documents.size() == maxDocuments) {
            return List.of(unreadable("an array of more than " + maxDocuments + " documents"));
          }
          documents.add(document(parser));
        }
      } else {
        documents.add(document(parser));
      }
      return parser.nextToken() == null
          ? documents
          : List.of(
              unreadable("more text after the end" + describe(parser.currentTokenLocation())));
    } catch (JsonProcessingException malformed) {
      return List.of(unreadable(message(malformed) + describe(malformed.getLocation())));
    } catch (IOException failure) {
      throw new IllegalStateException("reading from memory failed", failure);
    }
  }

  private RawDocument document(JsonParser parser) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    Violations violations = new Violations();
    Object value = new JsonTree(parser, violations).read();
    int end = (int) parser.currentLocation().getCharOffset();
    return new RawDocument(value, text.substring(start, Math.min(end, text.length())), violations);
  }

  private RawDocument unreadable(String found) {
    Violations violations = new Violations();
    violations.add("", found, "one JSON document, or an array of them");
    return new RawDocument(null, text, violations);
  }

  /** The message without Jackson's own names and its description of the input. */
  private static String message(JsonProcessingException malformed) {
    String message = JACKSON_NAMES.matcher(malformed.getOriginalMessage()).replaceAll("");
    return FoundValue.shorten(INNER_LOCATION.matcher(message).replaceAll("line $1, column $2"));
  }

  private static String describe(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
