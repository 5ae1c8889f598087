package io.renwu.cli.check;

import io.renwu.catalog.TaskCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Test files. Of a folder, all {@code *.test.yaml} files below it are read, except hidden ones.
 *
 * @param tests the tests of all valid files
 * @param problems a line for each invalid file, {@code file:line: why}
 */
public record TestFiles(List<TestCase> tests, List<String> problems) {
  private static final String ENDING = ".test.yaml";

  /** Whether a path names a file of tests. */
  public static boolean isTestFile(Path path) {
    return path.getFileName() != null && path.getFileName().toString().endsWith(ENDING);
  }

  /**
   * Reads all tests of files and folders.
   *
   * @param catalog the tasks under test
   */
  public static TestFiles read(List<Path> places, TaskCatalog catalog) throws IOException {
    List<TestCase> tests = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path place : places) {
      for (Path file : filesBelow(place)) {
        try {
          tests.addAll(new TestParser(file.toString(), catalog).parse(Files.readAllBytes(file)));
        } catch (TestFileException wrong) {
          problems.add(file + ":" + wrong.line() + ": " + wrong.getMessage());
        }
      }
    }
    return new TestFiles(List.copyOf(tests), List.copyOf(problems));
  }

  private static List<Path> filesBelow(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return isTestFile(place) ? List.of(place) : List.of();
    }
    try (Stream<Path> walk = Files.walk(place)) {
      return walk.filter(file -> isTestFile(file) && !isHidden(place.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static boolean isHidden(Path path) {
    for (Path name : path) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
