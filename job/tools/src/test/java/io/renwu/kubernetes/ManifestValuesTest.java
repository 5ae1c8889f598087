package io.renwu.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.job.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestValuesTest {
  @TempDir private Path folder;

  private ManifestValues values(String text) throws IOException {
    return ManifestValues.load(Optional.of(Files.writeString(folder.resolve("mine.yaml"), text)));
  }

  @Test
  void valuesOfTheUserOverrideTheDefaults() throws IOException {
    ManifestValues values =
        values("tasks: {taskManager.memory: 8g}\nflink: {taskmanager.numberOfTaskSlots: 4}\n");
    assertThat(values.find("tasks.taskManager.memory").orElseThrow().asText()).isEqualTo("8g");
    assertThat(values.find("collector.taskManager.memory").orElseThrow().asText()).isEqualTo("2g");
    assertThat(values.find("tasks.parallelism").orElseThrow().isInt()).isTrue();
    assertThat(values.flink()).containsOnlyKeys("taskmanager.numberOfTaskSlots");
    assertThat(values.find("nothing")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "imgae: x | unknown key imgae ({file}:1); did you mean image?",
        "name: Renwu | name ({file}:1): found 'Renwu', expected up to 35 lowercase letters, digits and '-'",
        "namespace: a.b | namespace ({file}:1): found 'a.b', expected lowercase letters, digits and '-'",
        "image: '' | image ({file}:1): found '', expected a text that is not empty",
        "tasks.parallelism: 0 | tasks.parallelism ({file}:1): found '0', expected a whole number, 1 or more",
        "tasks.parallelism: 129 | tasks.parallelism ({file}:1): found 129, expected at most job.max.parallelism, 128",
        "tasks.taskManager.cpu: 0 | tasks.taskManager.cpu ({file}:1): found '0', expected a decimal above 0",
        "tasks.taskManager.memory: 2x | tasks.taskManager.memory ({file}:1): found '2x', expected a size in Flink's form, such as 2g or 1600m",
        "renwu.job.parallelism: 3 | renwu.job.parallelism ({file}:1): found a number for both jobs, expected collector.parallelism and tasks.parallelism",
        "renwu.redis.uri: x | redis.uri ({file}:1): found",
        "renwu.redis.password: x | redis.password ({file}:1): found a secret",
        "renwu.redis.urk: x | unknown key redis.urk ({file}:1); did you mean redis.uri?",
      })
  void anInvalidValueIsReportedWithItsPlace(String text, String message) {
    String file = folder.resolve("mine.yaml").toString();
    assertThatThrownBy(() -> values(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(message.replace("{file}", file));
  }

  @Test
  void aSecondValueOfAKeyIsRefused() {
    assertThatThrownBy(() -> values("name: a\nname: b\n")).isInstanceOf(ConfigException.class);
  }
}
