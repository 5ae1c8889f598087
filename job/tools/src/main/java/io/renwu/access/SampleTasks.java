package io.renwu.access;

import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import io.renwu.model.Task;
import io.renwu.server.ProjectHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The tasks of the project's {@code task-rules} folder. */
public final class SampleTasks {
  private final List<ParsedDocument> documents;

  private SampleTasks(List<ParsedDocument> documents) {
    this.documents = documents;
  }

  /**
   * Reads the folder.
   *
   * @throws IllegalStateException if a document is not valid
   */
  public static SampleTasks load() {
    List<ParsedDocument> documents = new ArrayList<>();
    try (Stream<Path> files = Files.list(ProjectHome.path().resolve("task-rules"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        for (ParsedDocument document : TaskDocuments.parse(Files.readAllBytes(file))) {
          if (document.task() == null) {
            throw new IllegalStateException(file + ": " + document.violations());
          }
          documents.add(document);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the sample tasks", e);
    }
    documents.sort(Comparator.comparing(ParsedDocument::taskId));
    return new SampleTasks(documents);
  }

  private static Task task(ParsedDocument document) {
    return Objects.requireNonNull(document.task(), "load() refuses documents without a task");
  }

  /** The documents' texts by {@code taskId/version}. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    documents.forEach(
        document -> texts.put(document.taskId() + "/" + document.version(), document.text()));
    return texts;
  }

  /**
   * The texts of the tasks without preconditions, whose rewards do not depend on the order of
   * events between topics.
   */
  public Map<String, String> textsWithoutPreconditions() {
    Map<String, String> texts = texts();
    documents.stream()
        .filter(document -> !task(document).preconditions().isEmpty())
        .forEach(document -> texts.remove(document.taskId() + "/" + document.version()));
    return texts;
  }

  /** The tasks' English names by id. */
  public Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    for (ParsedDocument document : documents) {
      Map<String, String> name = task(document).name();
      names.put(
          document.taskId(),
          name.getOrDefault("en", name.values().stream().findFirst().orElse(document.taskId())));
    }
    return names;
  }
}
