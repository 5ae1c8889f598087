package io.renwu.condition;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.runtime.CelFunctionBinding;

/** CEL's {@code matches} with bounds: RE2 is linear, but in long texts and large programs. */
final class Regex {
  /** Instructions of a compiled pattern. */
  static final int MAX_PROGRAM = 200;

  private static final int MAX_PATTERN = 1000;

  /** Characters of a pattern with its repetitions written out; compiling takes time for each. */
  private static final long MAX_REPEATED = 10L * MAX_PATTERN;

  private static final int MAX_TEXT = 4096;

  /** Patterns that were used of late. */
  private static final Cache<String, Pattern> COMPILED =
      CacheBuilder.newBuilder().maximumSize(1000).build();

  private Regex() {}

  /** The function, found by its name for both ways to write a call of it. */
  static Iterable<CelFunctionBinding> bindings() {
    return CelFunctionBinding.fromOverloads(
        "matches",
        CelFunctionBinding.from("matches", String.class, String.class, Regex::matches),
        CelFunctionBinding.from("matches_string", String.class, String.class, Regex::matches));
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException where it is none, or is too large
   */
  static Pattern compile(String source) {
    if (source.length() > MAX_PATTERN) {
      throw new IllegalArgumentException(
          "a regular expression has more than " + MAX_PATTERN + " characters");
    }
    if (RegexSize.of(source) > MAX_REPEATED) {
      throw new IllegalArgumentException("a regular expression is too large when compiled");
    }
    try {
      Pattern pattern = Pattern.compile(source);
      if (pattern.programSize() > MAX_PROGRAM) {
        throw new IllegalArgumentException("a regular expression is too large when compiled");
      }
      return pattern;
    } catch (PatternSyntaxException invalid) {
      throw new IllegalArgumentException(invalid.getMessage(), invalid);
    }
  }

  private static Boolean matches(String text, String pattern) {
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          "a text of more than " + MAX_TEXT + " characters for a regular expression");
    }
    Pattern compiled = COMPILED.getIfPresent(pattern);
    if (compiled == null) {
      compiled = compile(pattern);
      COMPILED.put(pattern, compiled);
    }
    return compiled.matcher(text).find();
  }
}
