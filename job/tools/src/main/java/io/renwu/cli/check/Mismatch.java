package io.renwu.cli.check;

import java.util.List;

/**
 * A difference between an expected and a found output.
 *
 * @param what the output, such as {@code grants}
 * @param expected in lines
 * @param found in lines
 */
public record Mismatch(String what, List<String> expected, List<String> found) {
  static Mismatch of(String what, String expected, String found) {
    return new Mismatch(what, List.of(expected), List.of(found));
  }
}
