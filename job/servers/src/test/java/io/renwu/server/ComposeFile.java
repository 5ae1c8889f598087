package io.renwu.server;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The project's docker-compose.yml as maps and lists, with anchors resolved. */
final class ComposeFile {
  private final Map<String, Object> root;

  private ComposeFile(Map<String, Object> root) {
    this.root = root;
  }

  static ComposeFile read() throws IOException {
    String text = Files.readString(ProjectHome.path().resolve("docker-compose.yml"));
    Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    return new ComposeFile(map(root));
  }

  Map<String, Object> services() {
    return map(root.get("services"));
  }

  Map<String, Object> volumes() {
    return map(root.get("volumes"));
  }

  Map<String, Object> service(String name) {
    return map(services().get(name));
  }

  /**
   * The list under a key of a service, with {@code $$} replaced by {@code $}, as a container sees
   * it.
   */
  List<String> list(String service, String key) {
    Object value = service(service).get(key);
    return value == null
        ? List.of()
        : ((List<?>) value).stream().map(item -> item.toString().replace("$$", "$")).toList();
  }

  /** The map under a key of a service; empty if there is none. */
  Map<String, Object> map(String service, String key) {
    return map(service(service).get(key));
  }

  static Map<String, Object> map(Object value) {
    Map<String, Object> map = new TreeMap<>();
    if (value != null) {
      ((Map<?, ?>) value).forEach((key, item) -> map.put(key.toString(), item));
    }
    return map;
  }
}
