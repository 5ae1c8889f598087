package io.renwu.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the known fields of one JSON object as a stream; the last of a repeated field is used. */
final class EventReader {
  /** Longer records are refused without parsing. */
  static final int MAX_BYTES = 64 * 1024;

  /** The maximum nesting depth, so that no record can overflow the stack. */
  static final int MAX_DEPTH = 1000;

  private static final Set<String> KNOWN =
      Set.of("eventId", "userId", "behavior", "time", "timezone", "attributes", "receivedAt");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_BYTES)
                  .maxNameLength(MAX_BYTES)
                  .maxStringLength(MAX_BYTES)
                  .build())
          .build();

  /** How much of a malformed record is shown. */
  private static final int EXCERPT_BYTES = 16;

  private EventReader() {}

  /**
   * Reads a record.
   *
   * @return the known fields that are present; values as in {@link
   *     io.renwu.model.Event#attributes()}
   */
  static Map<String, Object> read(byte[] json) throws UnusableRecordException {
    return read(json, true);
  }

  /**
   * Checks a record as {@link #read} does, but builds no attributes: an object of attributes is
   * empty in the result. A message about a fault may differ from that of {@link #read}.
   */
  static Map<String, Object> check(byte[] json) throws UnusableRecordException {
    return read(json, false);
  }

  private static Map<String, Object> read(byte[] json, boolean withAttributes)
      throws UnusableRecordException {
    if (!UnicodeCheck.isUtf8(json)) {
      throw UnusableRecordException.notJson(
          "found bytes that are not UTF-8, expected a JSON object");
    }
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw UnusableRecordException.notJson("found " + name(parser) + ", expected a JSON object");
      }
      Map<String, Object> fields = new HashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        if (!withAttributes && name.equals("attributes") && parser.isExpectedStartObjectToken()) {
          checkMembers(parser, mayEscape(json));
          fields.put(name, Map.of());
        } else if (KNOWN.contains(name)) {
          fields.put(name, value(parser));
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw UnusableRecordException.notJson("found more after the JSON object, expected its end");
      }
      return fields;
    } catch (StreamConstraintsException tooDeep) {
      throw UnusableRecordException.notJson(
          "found deeper nesting, expected at most " + MAX_DEPTH + " levels");
    } catch (JsonProcessingException malformed) {
      throw UnusableRecordException.notJson(describe(json, malformed));
    } catch (IOException unreachable) {
      throw new IllegalStateException("reading from memory", unreachable);
    }
  }

  /** Whether a text of the record may have an escape; only escapes can be unpaired surrogates. */
  private static boolean mayEscape(byte[] json) {
    for (byte b : json) {
      if (b == '\\') {
        return true;
      }
    }
    return false;
  }

  /** Passes over an object; texts are decoded only where they may be malformed. */
  private static void checkMembers(JsonParser parser, boolean mayEscape)
      throws IOException, UnusableRecordException {
    if (!mayEscape) {
      parser.skipChildren();
      return;
    }
    int depth = 1;
    while (depth > 0) {
      switch (parser.nextToken()) {
        case START_OBJECT, START_ARRAY -> depth++;
        case END_OBJECT, END_ARRAY -> depth--;
        case FIELD_NAME, VALUE_STRING -> text(parser.getText());
        default -> {
          // Numbers, booleans and null are well-formed once they are tokens.
        }
      }
    }
  }

  private static String name(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return "only white space";
    }
    return token == JsonToken.START_ARRAY ? "an array" : "a single value";
  }

  private static String describe(byte[] json, JsonProcessingException malformed) {
    JsonLocation location = malformed.getLocation();
    long offset = location == null ? -1 : location.getByteOffset();
    if (offset < 0) {
      return "found malformed JSON, expected a JSON object";
    }
    if (offset >= json.length) {
      return "found the end at byte " + json.length + ", expected more of a JSON object";
    }
    // The parser stands behind what it could not take.
    int from = (int) Math.max(0, offset - 1);
    int length = Math.min(EXCERPT_BYTES, json.length - from);
    return "found "
        + ValueExcerpt.of(new String(json, from, length, StandardCharsets.UTF_8))
        + " at byte "
        + from
        + ", expected the rest of a JSON object";
  }

  private static @Nullable Object value(JsonParser parser)
      throws IOException, UnusableRecordException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonNumbers.parse(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default ->
          throw UnusableRecordException.notJson(
              "found " + parser.currentToken() + ", expected a value");
    };
  }

  private static Map<String, Object> object(JsonParser parser)
      throws IOException, UnusableRecordException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = text(parser.currentName());
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static List<Object> array(JsonParser parser) throws IOException, UnusableRecordException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }

  private static String text(String text) throws UnusableRecordException {
    if (!UnicodeCheck.isWellFormed(text)) {
      throw UnusableRecordException.notJson("found an unpaired surrogate, expected Unicode text");
    }
    return text;
  }
}
