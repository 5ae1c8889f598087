package io.renwu.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FaultKindTest {
  @Test
  void everyKindIsInTheTableOfTheDocs() throws IOException {
    String rows =
        String.join(
            "\n",
            Files.readAllLines(Path.of("../../docs/chaos.md")).stream()
                .filter(line -> line.startsWith("|"))
                .toList());
    for (FaultKind kind : FaultKind.values()) {
      assertThat(rows).contains("`" + kind.word() + "`");
    }
  }
}
