package io.renwu.cli.tasks;

import io.renwu.cli.CliException;
import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads task documents in files and folders. Of a folder, all {@code *.json} files below it are
 * read, except {@code *.schema.json} and hidden ones.
 */
final class TaskFiles {
  /** A document and its file. */
  record Located(TaskFile file, ParsedDocument document) {}

  /** The order in which documents are offered: by task, version, file, index in the file. */
  private static final Comparator<Located> OFFER_ORDER =
      Comparator.comparing(
              (Located located) -> located.document().taskId(),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(
              located -> located.document().version(),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(located -> located.file().path().toString())
          .thenComparing(located -> located.document().index());

  private TaskFiles() {}

  /**
   * Reads all documents of files and folders.
   *
   * @return the documents in the order in which they are offered to a catalog
   * @throws CliException if a path does not exist or holds no documents
   */
  static List<Located> read(List<Path> places) {
    List<Located> documents = new ArrayList<>();
    for (Path path : files(places)) {
      byte[] bytes = bytes(path);
      TaskFile file = new TaskFile(path, bytes);
      TaskDocuments.parse(bytes).forEach(document -> documents.add(new Located(file, document)));
    }
    documents.sort(OFFER_ORDER);
    return documents;
  }

  private static List<Path> files(List<Path> places) {
    List<Path> files = new ArrayList<>();
    for (Path place : places) {
      List<Path> found = filesBelow(place);
      if (found.isEmpty()) {
        throw CliException.usage(place + " holds no *.json file: name a folder of task documents");
      }
      files.addAll(found);
    }
    return files.stream().distinct().toList();
  }

  private static List<Path> filesBelow(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> below = Files.walk(place)) {
      return below.filter(file -> isDocument(place, file)).sorted().toList();
    } catch (IOException unreadable) {
      throw CliException.failed(
          "cannot read " + place + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private static boolean isDocument(Path folder, Path file) {
    for (Path name : folder.relativize(file)) {
      if (name.toString().startsWith(".")) {
        return false;
      }
    }
    String name = file.getFileName().toString();
    return name.endsWith(".json") && !name.endsWith(".schema.json") && Files.isRegularFile(file);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw CliException.usage("no such file or folder: " + file);
    } catch (IOException unreadable) {
      throw CliException.failed("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
    }
  }
}
