package io.renwu.job.savepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.server.ProjectHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with the savepoint of one form of the task job's state, and its story: the tasks, the
 * events before and after the savepoint, and what those after it gave where there was none.
 */
record Golden(Path folder) {
  private static final Path FOLDERS =
      Path.of("job", "jobs", "src", "test", "resources", "savepoints");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All there are, oldest first. */
  static List<Golden> all() throws IOException {
    try (Stream<Path> folders = Files.list(ProjectHome.path().resolve(FOLDERS))) {
      return folders.filter(Files::isDirectory).sorted().map(Golden::new).toList();
    }
  }

  static Golden named(String name) {
    return new Golden(ProjectHome.path().resolve(FOLDERS).resolve(name));
  }

  /** The documents, each by itself. */
  List<String> tasks() throws IOException {
    List<String> tasks = new ArrayList<>();
    for (JsonNode task : JSON.readTree(Files.readString(folder.resolve("tasks.json")))) {
      tasks.add(task.toString());
    }
    return tasks;
  }

  /** Events as lines, in the order in which they are taken. */
  List<String> before() throws IOException {
    return Files.readAllLines(folder.resolve("before.jsonl"));
  }

  /** Events as lines; the last is later than everything that could still be remembered. */
  List<String> after() throws IOException {
    return Files.readAllLines(folder.resolve("after.jsonl"));
  }

  Path savepoint() {
    return folder.resolve("savepoint");
  }

  List<String> expected() throws IOException {
    return Files.readAllLines(folder.resolve("expected.jsonl"));
  }

  /** Stores what a run has given. */
  void write(Path savepoint, List<String> outputs) throws IOException {
    Files.createDirectories(savepoint());
    Files.copy(
        savepoint.resolve("_metadata"),
        savepoint().resolve("_metadata"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        folder.resolve("expected.jsonl"),
        String.join("\n", outputs) + "\n",
        StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
