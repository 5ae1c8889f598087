package io.renwu.cli.check;

import java.util.List;

/**
 * One thing that is not as it was expected.
 *
 * @param what it is about
 * @param expected a line each
 * @param found a line each
 */
public record Mismatch(String what, List<String> expected, List<String> found) {
  static Mismatch of(String what, String expected, String found) {
    return new Mismatch(what, List.of(expected), List.of(found));
  }
}
