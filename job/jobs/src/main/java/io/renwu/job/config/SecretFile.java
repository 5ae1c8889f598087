package io.renwu.job.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file that holds one secret. */
final class SecretFile {
  private SecretFile() {}

  /**
   * The content of a file without its last line break.
   *
   * @param key the setting that names the file, for messages
   */
  static String read(String key, String file) {
    try {
      return Files.readString(Path.of(file)).replaceFirst("\\R\\z", "");
    } catch (IOException | RuntimeException unreadable) {
      throw ConfigException.wrong(key, file, "a file that cannot be read", "a readable UTF-8 file");
    }
  }
}
