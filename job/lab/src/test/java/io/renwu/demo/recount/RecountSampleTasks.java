package io.renwu.demo.recount;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the documents in {@code task-rules}. */
final class RecountSampleTasks {
  private static final Path FOLDER = Path.of("..", "..", "task-rules");

  private RecountSampleTasks() {}

  static List<String> documents() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> documents = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        documents.add(Files.readString(file));
      }
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
