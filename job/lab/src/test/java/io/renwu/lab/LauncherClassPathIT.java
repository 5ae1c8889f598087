package io.renwu.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The class path that the launcher reads. It may differ from that of the tests, which therefore do
 * not notice two versions of a library in it.
 */
class LauncherClassPathIT {
  /** Libraries whose modules work only with modules of the same version. */
  private static final List<String> OF_ONE_VERSION =
      List.of("io/netty/netty-", "org/apache/kafka/kafka", "org/apache/logging/log4j/log4j-");

  /** A native library with versions of its own. */
  private static final String APART = "netty-tcnative";

  @Test
  void noArtifactIsThereInTwoVersions() throws IOException {
    Map<String, Set<String>> versions = new TreeMap<>();
    for (Path jar : libraries()) {
      versions.computeIfAbsent(artifact(jar), name -> new TreeSet<>()).add(version(jar));
    }
    assertThat(versions).isNotEmpty();
    assertThat(versions).allSatisfy((artifact, found) -> assertThat(found).hasSize(1));
  }

  @Test
  void theModulesOfALibraryAreOfOneVersion() throws IOException {
    List<Path> libraries = libraries();
    for (String prefix : OF_ONE_VERSION) {
      assertThat(
              libraries.stream()
                  .filter(jar -> artifact(jar).contains(prefix) && !artifact(jar).contains(APART))
                  .map(LauncherClassPathIT::version)
                  .distinct())
          .as(prefix)
          .hasSize(1);
    }
  }

  private static String artifact(Path jar) {
    return jar.getParent().getParent().toString().replace(File.separatorChar, '/');
  }

  private static String version(Path jar) {
    return jar.getParent().getFileName().toString();
  }

  /** The jars of the local repository; the project's own modules have no version in their path. */
  private static List<Path> libraries() throws IOException {
    List<Path> libraries = new ArrayList<>();
    for (String scope : List.of("runtime", "provided")) {
      Path file = Path.of("target", "cli." + scope + ".classpath");
      Arrays.stream(Files.readString(file).strip().split(File.pathSeparator, -1))
          .map(Path::of)
          .filter(jar -> !jar.getParent().endsWith("target"))
          .forEach(libraries::add);
    }
    return libraries;
  }
}
