package io.renwu.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.job.config.KafkaRole;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.timeout.Patience;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class CommandTimeoutsTest {
  @Test
  void commandTimeoutsDoNotReplaceTheUsers() {
    KafkaAccess client = KafkaAccess.of("a:1");
    assertThat(propertiesOf(client))
        .containsEntry("request.timeout.ms", millis(Patience.OF_COMMANDS.answer()))
        .containsEntry("default.api.timeout.ms", millis(Patience.OF_COMMANDS.check()))
        .containsEntry("max.block.ms", millis(Patience.OF_COMMANDS.check()))
        .containsEntry("delivery.timeout.ms", millis(Patience.OF_COMMANDS.hang()));
    assertThat(propertiesOf(client.with(Map.of("request.timeout.ms", "40000"))))
        .containsEntry("request.timeout.ms", "40000")
        .doesNotContainKeys("default.api.timeout.ms", "delivery.timeout.ms");
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  private static Properties propertiesOf(KafkaAccess client) {
    return CommandTimeouts.withTimeouts(client, Patience.OF_COMMANDS)
        .properties(KafkaRole.PRODUCER);
  }

  @Test
  void theReadTimeoutIsTheDefaultApiTimeout() {
    assertThat(
            CommandTimeouts.readTimeout(
                CommandTimeouts.withTimeouts(KafkaAccess.of("a:1"), Patience.OF_COMMANDS)))
        .isEqualTo(Patience.OF_COMMANDS.check());
    assertThat(CommandTimeouts.readTimeout(KafkaAccess.of("a:1"))).isEqualTo(Duration.ofMinutes(1));
  }
}
