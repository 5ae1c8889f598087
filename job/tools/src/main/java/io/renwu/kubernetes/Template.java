package io.renwu.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.renwu.job.config.ConfigException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document with placeholders of the form ${name}. A text that is only a placeholder becomes the
 * value with its type, such as a number; elsewhere the value's text replaces the placeholder.
 */
final class Template {
  private static final Pattern NAME = Pattern.compile("\\$\\{([a-zA-Z.]+)}");

  private final JsonNode document;

  Template(JsonNode document) {
    this.document = document;
  }

  /**
   * The document with values instead of placeholders.
   *
   * @throws ConfigException for a placeholder without a value
   */
  JsonNode fill(Function<String, Optional<JsonNode>> values) {
    return filled(document, values);
  }

  private static JsonNode filled(JsonNode node, Function<String, Optional<JsonNode>> values) {
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(field -> object.set(field.getKey(), filled(field.getValue(), values)));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(filled(element, values)));
      return array;
    }
    return node.isTextual() ? filled(node.asText(), values) : node;
  }

  private static JsonNode filled(String text, Function<String, Optional<JsonNode>> values) {
    Matcher whole = NAME.matcher(text);
    if (whole.matches()) {
      return value(whole.group(1), values);
    }
    return TextNode.valueOf(
        NAME.matcher(text)
            .replaceAll(name -> Matcher.quoteReplacement(value(name.group(1), values).asText())));
  }

  private static JsonNode value(String name, Function<String, Optional<JsonNode>> values) {
    return values
        .apply(name)
        .orElseThrow(() -> new ConfigException("${" + name + "}: found no value of this name"));
  }
}
