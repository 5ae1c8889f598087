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
 * A folder with the savepoint of one format of the task job's state and its story: the tasks, the
 * events before and after the savepoint, and the outputs of the later events in a run without a
 * savepoint.
 */
record Golden(Path folder) {
  private static final Path FOLDERS =
      Path.of("job", "jobs", "src", "test", "resources", "savepoints");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All folders, oldest format first. */
  static List<Golden> all() throws IOException {
    try (Stream<Path> folders = Files.list(ProjectHome.path().resolve(FOLDERS))) {
      return folders.filter(Files::isDirectory).sorted().map(Golden::new).toList();
    }
  }

  static Golden named(String name) {
    return new Golden(ProjectHome.path().resolve(FOLDERS).resolve(name));
  }

  /** The documents of the tasks. */
  List<String> tasks() throws IOException {
    List<String> tasks = new ArrayList<>();
    for (JsonNode task : JSON.readTree(Files.readString(folder.resolve("tasks.json")))) {
      tasks.add(task.toString());
    }
    return tasks;
  }

  /** Events as lines, in the order in which they are read. */
  List<String> before() throws IOException {
    return Files.readAllLines(folder.resolve("before.jsonl"));
  }

  /** Events as lines; the last is later than anything that the state may still remember. */
  List<String> after() throws IOException {
    return Files.readAllLines(folder.resolve("after.jsonl"));
  }

  Path savepoint() {
    return folder.resolve("savepoint");
  }

  List<String> expected() throws IOException {
    return Files.readAllLines(folder.resolve("expected.jsonl"));
  }

  /** Stores the outputs of a run. */
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
