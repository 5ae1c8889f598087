package io.renwu.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A jar that contains only {@link CountingJob}. */
public final class CountingJar {
  private CountingJar() {}

  public static Path write(Path file) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (String name : List.of("CountingJob", "CountingJob$Count")) {
        String entry = "io/renwu/server/" + name + ".class";
        jar.putNextEntry(new JarEntry(entry));
        try (InputStream in = CountingJar.class.getResourceAsStream("/" + entry)) {
          in.transferTo(jar);
        }
      }
    }
    return file;
  }
}
