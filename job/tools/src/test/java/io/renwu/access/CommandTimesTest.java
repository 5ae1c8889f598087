package io.renwu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.job.config.KafkaRole;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.patience.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CommandTimesTest {
  @Test
  void theTimesOfACommandDoNotReplaceTheUsersOwn() {
    KafkaAccess own = KafkaAccess.of("a:1");
    assertThat(timed(own))
        .containsEntry("request.timeout.ms", millis(Patience.OF_COMMANDS.answer()))
        .containsEntry("default.api.timeout.ms", millis(Patience.OF_COMMANDS.look()))
        .containsEntry("max.block.ms", millis(Patience.OF_COMMANDS.look()))
        .containsEntry("delivery.timeout.ms", millis(Patience.OF_COMMANDS.certainty()));
    assertThat(timed(own.with(Map.of("request.timeout.ms", "40000"))))
        .containsEntry("request.timeout.ms", "40000")
        .doesNotContainKeys("default.api.timeout.ms", "delivery.timeout.ms");
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  private static Properties timed(KafkaAccess own) {
    return CommandTimes.on(own, Patience.OF_COMMANDS).properties(KafkaRole.PRODUCER);
  }

  @Test
  void aReadingThatGetsNothingMoreEnds() throws IOException {
    AtomicLong nanos = new AtomicLong();
    ReadProgress progress = new ReadProgress("topic", 5_000, nanos::get);
    nanos.set(TimeUnit.SECONDS.toNanos(4));
    progress.polled(false);
    progress.polled(true);
    nanos.set(TimeUnit.SECONDS.toNanos(9));
    progress.polled(false);
    nanos.set(TimeUnit.SECONDS.toNanos(10));
    assertThatThrownBy(() -> progress.polled(false))
        .isInstanceOf(IOException.class)
        .hasMessage("Kafka gave nothing more of topic for 5 s");
  }

  /** The jobs outlast an outage. */
  @Test
  void aReadingOfAJobDoesNot() throws IOException {
    CommandTimes.progress(KafkaAccess.of("a:1"), "topic").polled(false);
    AtomicLong nanos = new AtomicLong();
    ReadProgress progress = new ReadProgress("topic", Long.MAX_VALUE, nanos::get);
    nanos.set(Long.MAX_VALUE);
    progress.polled(false);
  }
}
