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

/** Splits a text into the documents that it holds and reads each into a {@link JsonTree}. */
final class DocumentReader {
  private static final int MAX_NESTING = 64;

  private static final Pattern OWN_NAMES = Pattern.compile(", from `[^`]*`");

  private static final Pattern INNER_LOCATION =
      Pattern.compile("\\[Source: [^\\]]*line: (\\d+), column: (\\d+)\\]");

  static final JsonFactory JSON =
      JsonFactory.builder()
          // A table of names would be slow for a document that chooses names of one hash code.
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
  private final int mostDocuments;

  /**
   * @param mostDocuments a text that holds more is refused
   */
  DocumentReader(String text, int mostDocuments) {
    this.text = text;
    this.mostDocuments = mostDocuments;
  }

  /**
   * One document as it was read.
   *
   * @param value in the form of {@link JsonTree}
   * @param violations takes what is wrong; holds what is wrong with the JSON alone
   */
  record RawDocument(@Nullable Object value, String text, Violations violations) {}

  /** All documents; one with nothing but violations where the text is not JSON. */
  List<RawDocument> read() {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return List.of(unreadable("nothing"));
      }
      List<RawDocument> documents = new ArrayList<>();
      if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (documents.size() == mostDocuments) {
            return List.of(unreadable("an array of more than " + mostDocuments + " documents"));
          }
          documents.add(document(parser));
        }
      } else {
        documents.add(document(parser));
      }
      return parser.nextToken() == null
          ? documents
          : List.of(unreadable("more after the end" + at(parser.currentTokenLocation())));
    } catch (JsonProcessingException malformed) {
      return List.of(unreadable(message(malformed) + at(malformed.getLocation())));
    } catch (IOException unreachable) {
      throw new IllegalStateException("reading from memory", unreachable);
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

  /** A message without what Jackson says of itself and of where its input comes from. */
  private static String message(JsonProcessingException malformed) {
    String message = OWN_NAMES.matcher(malformed.getOriginalMessage()).replaceAll("");
    return FoundValue.shorten(INNER_LOCATION.matcher(message).replaceAll("line $1, column $2"));
  }

  private static String at(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
