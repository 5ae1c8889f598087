package io.renwu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes and methods that pages name exist. */
class DocumentedNamesTest {
  private static final Path HOME = Path.of("..");
  private static final Set<String> NO_SOURCES = Set.of("target", ".git");

  /** {@code `Class`}, {@code `Class.method`} or {@code `Class.Nested`}. */
  private static final Pattern NAME =
      Pattern.compile("`([A-Z][A-Za-z]*[a-z][A-Za-z]*)(?:\\.([A-Za-z]+))?`");

  private final Map<String, Path> sources = new HashMap<>();

  DocumentedNamesTest() throws IOException {
    Files.walkFileTree(
        HOME,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NO_SOURCES.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.endsWith(".java")) {
              sources.put(name.substring(0, name.length() - ".java".length()), file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/architecture.md", "docs/glossary.md", "docs/guarantees.md"})
  void everyClassAndMethodExists(String page) throws IOException {
    Matcher name = NAME.matcher(Files.readString(HOME.resolve(page)));
    int found = 0;
    while (name.find()) {
      String type = name.group(1);
      assertThat(sources).as("classes that %s names", page).containsKey(type);
      if (name.group(2) != null) {
        assertThat(Files.readString(sources.get(type)))
            .as("%s, for %s", type, page)
            .containsPattern("\\b" + name.group(2) + "\\b");
      }
      found++;
    }
    assertThat(found).isGreaterThan(20);
  }

  @Test
  void everyGuaranteeNamesATest() throws IOException {
    String page = Files.readString(HOME.resolve("docs/guarantees.md"));
    String tables =
        page.substring(page.indexOf("## What is guaranteed"), page.indexOf("## Limits"));
    assertThat(tables.lines().filter(line -> line.startsWith("| ") && !line.endsWith("held by |")))
        .hasSizeGreaterThan(15)
        .allSatisfy(row -> assertThat(row).containsPattern("`[A-Za-z]+(Test|IT)`"));
  }
}
