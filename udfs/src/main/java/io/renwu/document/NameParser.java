package io.renwu.document;

import io.renwu.violation.FoundValue;
import java.util.Collections;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a task's name: a text, or texts by language tag. */
final class NameParser {
  private static final int MAX_LENGTH = 256;
  private static final String PLAIN = "";

  private NameParser() {}

  /**
   * The texts by language tag; a plain text has the empty tag.
   *
   * @param defaultName the task's id; null if it could not be read
   */
  static Map<String, String> parse(DocumentCursor field, @Nullable String defaultName) {
    Map<String, String> names = new LinkedHashMap<>();
    if (field.isAbsent()) {
      names.put(PLAIN, defaultName);
    } else if (field.value() instanceof Map<?, ?> byTag) {
      if (byTag.isEmpty()) {
        field.reject("1 or more language tags");
      }
      for (Object key : byTag.keySet()) {
        String tag = (String) key;
        DocumentCursor text = field.get(tag).required("a text");
        if (!isLanguageTag(tag)) {
          text.reject("a BCP 47 language tag in place of " + FoundValue.of(tag));
        }
        names.put(tag, text.text(1, MAX_LENGTH));
      }
    } else if (field.value() instanceof String) {
      names.put(PLAIN, field.text(1, MAX_LENGTH));
    } else {
      field.reject("a text, or an object from language tags to texts");
    }
    return Collections.unmodifiableMap(names);
  }

  private static boolean isLanguageTag(String tag) {
    try {
      return !new Locale.Builder().setLanguageTag(tag).build().equals(Locale.ROOT);
    } catch (IllformedLocaleException illFormed) {
      return false;
    }
  }
}
