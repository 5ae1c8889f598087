package io.renwu.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.reconcile.PublishedVersions.Versions;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PublishedVersionsTest {
  private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

  private static PublishedVersions of(Versions versions) {
    PublishedVersions tasks = new PublishedVersions(versions);
    tasks.add(TEN, document("first"));
    tasks.add(TEN.plusSeconds(60), "no document".getBytes(UTF_8));
    tasks.add(TEN.plusSeconds(60), document("second"));
    return tasks;
  }

  private static byte[] document(String taskId) {
    return ("{\"taskId\":\""
            + taskId
            + "\",\"version\":1,\"objectives\":[{\"id\":\"o\",\"behaviors\":[\"b\"],\"target\":1}]}")
        .getBytes(UTF_8);
  }

  @Test
  void theTasksPublishedBeforeTheReceiptOfAnEventApply() {
    PublishedVersions tasks = of(Versions.PUBLISHED);
    assertThat(tasks.at(TEN.minusMillis(1)).tasks()).isEmpty();
    assertThat(tasks.at(TEN).tasks()).hasSize(1);
    assertThat(tasks.at(TEN.plusSeconds(60)).tasks()).hasSize(2);
    assertThat(tasks.at(TEN).tasks()).as("a running job never forgets").hasSize(2);
  }

  @Test
  void orAllTasksPublishedToday() {
    PublishedVersions tasks = of(Versions.EFFECTIVE);
    assertThat(tasks.at(TEN.minusMillis(1)).tasks()).hasSize(2);
    assertThat(new PublishedVersions(Versions.EFFECTIVE).at(TEN).tasks()).isEmpty();
  }
}
