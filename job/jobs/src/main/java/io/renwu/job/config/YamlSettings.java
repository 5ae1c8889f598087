package io.renwu.job.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Reads settings from a YAML file: joins nested keys with dots, and the elements of lists with
 * commas.
 */
public final class YamlSettings {
  private final String file;
  private final JsonParser yaml;
  private final List<Setting> settings = new ArrayList<>();

  private YamlSettings(String file, JsonParser yaml) {
    this.file = file;
    this.yaml = yaml;
  }

  /**
   * Reads all settings of a file, in its order.
   *
   * @throws ConfigException if the file cannot be read or is not a map of settings
   */
  public static List<Setting> read(Path path) {
    try (JsonParser yaml = new YAMLFactory().createParser(Files.readAllBytes(path))) {
      YamlSettings reading = new YamlSettings(path.toString(), yaml);
      reading.document();
      return reading.settings;
    } catch (JsonProcessingException malformed) {
      throw new ConfigException(
          path + ":" + line(malformed) + ": found malformed YAML, expected key: value lines");
    } catch (IOException unreadable) {
      throw new ConfigException("cannot read " + path + ": give a readable file");
    }
  }

  private static int line(JsonProcessingException malformed) {
    return malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
  }

  private void document() throws IOException {
    JsonToken first = yaml.nextToken();
    if (first == JsonToken.START_OBJECT) {
      map("");
    } else if (first != null && first != JsonToken.VALUE_NULL && !yaml.getText().isEmpty()) {
      throw new ConfigException(file + ": found no map, expected key: value lines");
    }
  }

  private void map(String prefix) throws IOException {
    while (yaml.nextToken() != JsonToken.END_OBJECT) {
      String key = prefix + yaml.currentName();
      String place = place();
      JsonToken token = yaml.nextToken();
      if (token == JsonToken.START_OBJECT) {
        map(key + ".");
      } else if (token == JsonToken.START_ARRAY) {
        settings.add(new Setting(key, list(key, place), place));
      } else if (token == JsonToken.VALUE_NULL) {
        throw ConfigException.wrong(key, place, "nothing", "a value, or no such line");
      } else {
        settings.add(new Setting(key, yaml.getText(), place));
      }
    }
  }

  private String list(String key, String place) throws IOException {
    StringJoiner elements = new StringJoiner(",");
    while (yaml.nextToken() != JsonToken.END_ARRAY) {
      if (!yaml.currentToken().isScalarValue()) {
        throw ConfigException.wrong(key, place, "a list of lists or maps", "a list of texts");
      }
      elements.add(yaml.getText());
    }
    return elements.toString();
  }

  private String place() {
    return file + ":" + yaml.currentTokenLocation().getLineNr();
  }
}
