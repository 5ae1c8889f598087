package io.renwu.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.access.SampleTasks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownTasksTest {
  private final Map<String, String> texts = SampleTasks.load().textsWithoutPreconditions();
  private final String text = texts.get("welcome/1");
  private final KnownTasks known = new KnownTasks(texts.values());

  private Set<String> changedBy(String document) {
    return known.changedBy(document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void versionAloneIsNoChange() {
    assertThat(changedBy(text)).isEmpty();
    assertThat(changedBy(text.replaceFirst("\"version\": *1", "\"version\": 2"))).isEmpty();
  }

  @Test
  void anythingElseIsAChange() {
    String other = text.replaceFirst("\"target\": *1", "\"target\": 2");
    assertThat(other).isNotEqualTo(text);
    assertThat(changedBy(other)).containsExactly("welcome");
    assertThat(new KnownTasks(List.of()).changedBy(text.getBytes(StandardCharsets.UTF_8)))
        .containsExactly("welcome");
  }
}
