package io.renwu.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/** All options that Flink knows. */
public final class FlinkOptions {
  private FlinkOptions() {}

  /** The constants of all option classes in Flink's jars, by key. */
  public static Map<String, ConfigOption<?>> byKey() throws Exception {
    Map<String, ConfigOption<?>> options = new TreeMap<>();
    for (Class<?> inJar :
        List.of(CoreOptions.class, MiniCluster.class, EmbeddedRocksDBStateBackend.class)) {
      for (String name : optionClasses(inJar)) {
        Class<?> holder = Class.forName(name, true, inJar.getClassLoader());
        for (var field : holder.getFields()) {
          if (field.getType() == ConfigOption.class) {
            ConfigOption<?> option = (ConfigOption<?>) field.get(null);
            options.put(option.key(), option);
          }
        }
      }
    }
    return options;
  }

  private static List<String> optionClasses(Class<?> inJar) throws Exception {
    Path jar = Path.of(inJar.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith("org/apache/flink/"))
          .filter(name -> name.endsWith("Options.class"))
          .map(name -> name.replace('/', '.').substring(0, name.length() - ".class".length()))
          .toList();
    }
  }
}
