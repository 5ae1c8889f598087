package io.renwu.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.reconcile.LookbackSpan.Need;
import io.renwu.reconcile.PublishedVersions.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LookbackSpanTest {
  private static final Instant FROM = Instant.parse("2026-11-25T12:00:00Z");

  private static LookbackSpan spanOfTasks(String... members) {
    PublishedVersions tasks = new PublishedVersions(Versions.EFFECTIVE);
    for (int i = 0; i < members.length; i++) {
      String json =
          "{\"taskId\":\"t"
              + i
              + "\",\"version\":1,\"objectives\":[{\"id\":\"o\",\"behaviors\":[\"b"
              + i
              + "\"],\"target\":1}]"
              + members[i]
              + "}";
      tasks.add(Instant.EPOCH, json.getBytes(UTF_8));
    }
    assertThat(tasks.latest().tasks()).hasSize(members.length);
    return new LookbackSpan(tasks.latest().tasks(), Duration.ofHours(24));
  }

  private static List<Need> needs(LookbackSpan lookbackSpan) {
    return lookbackSpan.needs(new TimeWindow(FROM, FROM.plusSeconds(1), Set.of(), Set.of()));
  }

  @Test
  void aDailyTaskNeedsItsDayAndTheDeduplicationHorizon() {
    LookbackSpan daily = spanOfTasks(",\"period\":{\"unit\":\"DAY\",\"zone\":\"Asia/Shanghai\"}");
    assertThat(needs(daily))
        .containsExactly(new Need("t0", Instant.parse("2026-11-23T16:00:00Z"), null, Set.of("b0")));
    assertThat(daily.reliableFrom("t0", Instant.parse("2026-11-23T15:59:59Z")))
        .isEqualTo("2026-11-24T16:00:00Z");
  }

  @Test
  void theLongestUnitDecides() {
    LookbackSpan limited =
        spanOfTasks(
            ",\"period\":{\"unit\":\"DAY\"},\"limits\":[{\"entity\":\"USER\","
                + "\"metric\":\"COMPLETIONS\",\"per\":\"MONTH\",\"limit\":5}]");
    assertThat(needs(limited).get(0).since()).isEqualTo("2026-10-31T00:00:00Z");
  }

  @Test
  void aTaskWithoutAnEndNeedsAllEvents() {
    List<Need> needs =
        needs(
            spanOfTasks(
                "",
                ",\"period\":{\"unit\":\"DAY\"},\"recurrence\":{\"policy\":\"ONCE\"}",
                ",\"period\":{\"unit\":\"DAY\"},\"preconditions\":[\"t0\"]",
                ",\"status\":\"ARCHIVED\""));
    assertThat(needs).extracting(Need::taskId).containsExactly("t0", "t1", "t2");
    assertThat(needs).allMatch(Need::needsAllEvents);
    assertThat(needs.get(2).behaviors()).containsExactlyInAnyOrder("b0", "b2");
  }
}
