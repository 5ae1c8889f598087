package io.renwu.condition;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.runtime.CelFunctionBinding;

/**
 * CEL's {@code matches}, with bounds: RE2 takes time proportional to text length times program
 * size.
 */
final class Regex {
  /** The maximum number of instructions of a compiled pattern. */
  static final int MAX_PROGRAM = 200;

  private static final int MAX_PATTERN = 1000;

  /**
   * The maximum length of a pattern with its repetitions expanded, which the time to compile
   * depends on.
   */
  private static final long MAX_EXPANDED = 10L * MAX_PATTERN;

  private static final int MAX_TEXT = 4096;

  /** The most recently used patterns. */
  private static final Cache<String, Pattern> COMPILED =
      CacheBuilder.newBuilder().maximumSize(1000).build();

  private Regex() {}

  /** The bindings of the function and of the method {@code matches}. */
  static Iterable<CelFunctionBinding> bindings() {
    return CelFunctionBinding.fromOverloads(
        "matches",
        CelFunctionBinding.from("matches", String.class, String.class, Regex::matches),
        CelFunctionBinding.from("matches_string", String.class, String.class, Regex::matches));
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if it is not a pattern or is too large
   */
  static Pattern compile(String source) {
    if (source.length() > MAX_PATTERN) {
      throw new IllegalArgumentException(
          "a regular expression has more than " + MAX_PATTERN + " characters");
    }
    if (RegexSize.of(source) > MAX_EXPANDED) {
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
