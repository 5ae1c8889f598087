package io.renwu.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.job.config.KafkaRole;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.patience.Patience;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class CommandTimesTest {
  @Test
  void commandTimeoutsDoNotReplaceTheUsers() {
    KafkaAccess client = KafkaAccess.of("a:1");
    assertThat(propertiesOf(client))
        .containsEntry("request.timeout.ms", millis(Patience.OF_COMMANDS.answer()))
        .containsEntry("default.api.timeout.ms", millis(Patience.OF_COMMANDS.look()))
        .containsEntry("max.block.ms", millis(Patience.OF_COMMANDS.look()))
        .containsEntry("delivery.timeout.ms", millis(Patience.OF_COMMANDS.certainty()));
    assertThat(propertiesOf(client.with(Map.of("request.timeout.ms", "40000"))))
        .containsEntry("request.timeout.ms", "40000")
        .doesNotContainKeys("default.api.timeout.ms", "delivery.timeout.ms");
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  private static Properties propertiesOf(KafkaAccess client) {
    return CommandTimes.withTimeouts(client, Patience.OF_COMMANDS).properties(KafkaRole.PRODUCER);
  }

  @Test
  void theReadTimeoutIsTheDefaultApiTimeout() {
    assertThat(
            CommandTimes.readTimeout(
                CommandTimes.withTimeouts(KafkaAccess.of("a:1"), Patience.OF_COMMANDS)))
        .isEqualTo(Patience.OF_COMMANDS.look());
    assertThat(CommandTimes.readTimeout(KafkaAccess.of("a:1"))).isEqualTo(Duration.ofMinutes(1));
  }
}
