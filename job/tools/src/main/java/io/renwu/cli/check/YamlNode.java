package io.renwu.cli.check;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a YAML file with its path and line.
 *
 * @param path such as {@code tests[0].steps[2]}
 * @param line from 1
 * @param value a {@code Map<String, YamlNode>}, {@code List<YamlNode>}, string, decimal, boolean or
 *     null
 */
record YamlNode(String path, int line, @Nullable Object value) {
  private static final YAMLFactory YAML = new YAMLFactory();

  /**
   * Parses a file with one document.
   *
   * @throws TestFileException if it is not YAML, or has a second document
   */
  static YamlNode parse(byte[] yaml) {
    try (JsonParser parser = YAML.createParser(yaml)) {
      if (parser.nextToken() == null) {
        return new YamlNode("", 1, null);
      }
      YamlNode root = read("", parser);
      if (parser.nextToken() != null) {
        throw new TestFileException(
            parser.currentTokenLocation().getLineNr(), "found a second document, expected one");
      }
      return root;
    } catch (JsonProcessingException malformed) {
      int line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
      throw new TestFileException(line, "no YAML: " + firstLine(malformed.getOriginalMessage()));
    } catch (IOException unreachable) {
      throw new IllegalStateException("reading from memory", unreachable);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }

  private static YamlNode read(String path, JsonParser parser) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    JsonToken token = parser.currentToken();
    Object value =
        switch (token) {
          case START_OBJECT -> object(path, parser);
          case START_ARRAY -> list(path, parser);
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, line);
          case VALUE_TRUE -> true;
          case VALUE_FALSE -> false;
          case VALUE_NULL -> null;
          default -> parser.getText();
        };
    return new YamlNode(path, line, value);
  }

  private static BigDecimal number(JsonParser parser, int line) throws IOException {
    try {
      return parser.getDecimalValue();
    } catch (JsonProcessingException | NumberFormatException infinite) {
      throw new TestFileException(line, "found " + parser.getText() + ", expected a finite number");
    }
  }

  private static Map<String, YamlNode> object(String path, JsonParser parser) throws IOException {
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      parser.nextToken();
      YamlNode field = read(path.isEmpty() ? name : path + "." + name, parser);
      if (fields.put(name, field) != null) {
        throw new TestFileException(line, "found a second '" + name + "', expected one");
      }
    }
    return fields;
  }

  private static List<YamlNode> list(String path, JsonParser parser) throws IOException {
    List<YamlNode> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(path + "[" + elements.size() + "]", parser));
    }
    return elements;
  }

  /** An exception that says what was found here and what was expected. */
  TestFileException wrong(String expected) {
    String found =
        value == null
            ? "nothing"
            : value instanceof Map<?, ?>
                ? "an object"
                : value instanceof List<?> ? "a list" : "'" + value + "'";
    return new TestFileException(line, path + ": found " + found + ", expected " + expected);
  }

  /** The fields; refuses those with other names. */
  Map<String, YamlNode> fields(String... names) {
    Map<String, YamlNode> fields = fields();
    for (Map.Entry<String, YamlNode> field : fields.entrySet()) {
      if (!Arrays.asList(names).contains(field.getKey())) {
        throw new TestFileException(
            field.getValue().line(),
            field.getValue().path() + ": unknown, expected one of " + String.join(", ", names));
      }
    }
    return fields;
  }

  /** The fields, with any names. */
  @SuppressWarnings("unchecked") // this is the only kind of map that is read
  Map<String, YamlNode> fields() {
    if (value instanceof Map<?, ?> fields) {
      return (Map<String, YamlNode>) fields;
    }
    throw wrong("an object");
  }

  /** The elements of a list. */
  @SuppressWarnings("unchecked") // this is the only kind of list that is read
  List<YamlNode> elements() {
    if (value instanceof List<?> elements) {
      return (List<YamlNode>) elements;
    }
    throw wrong("a list");
  }

  String text() {
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw wrong("a text");
  }

  BigDecimal number() {
    if (value instanceof BigDecimal number) {
      return number;
    }
    throw wrong("a number");
  }

  /** The value without positions: maps, lists, strings, decimals, booleans and nulls. */
  @Nullable Object plain() {
    if (value instanceof Map<?, ?>) {
      Map<String, Object> plain = new LinkedHashMap<>();
      fields().forEach((name, field) -> plain.put(name, field.plain()));
      return plain;
    }
    return value instanceof List<?> ? elements().stream().map(YamlNode::plain).toList() : value;
  }
}
