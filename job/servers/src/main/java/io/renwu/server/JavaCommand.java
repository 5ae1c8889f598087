package io.renwu.server;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Builds the command line of a child JVM that runs the same Java as this one. */
final class JavaCommand {
  private JavaCommand() {}

  static List<String> of(
      List<String> jvmArguments, String classPath, String mainClass, List<String> arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Stream.of(List.of(java), jvmArguments, List.of("-cp", classPath, mainClass), arguments)
        .flatMap(List::stream)
        .toList();
  }
}
