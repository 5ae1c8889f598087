package io.renwu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.job.kafka.KafkaUser;
import io.renwu.job.kafka.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Compares the ACLs of docs/security.md with the program's; -Dupdate.docs=true rewrites them. */
class SecurityDocTest {
  @Test
  void theTableListsTheRightsThatDoctorChecks() throws IOException {
    String text = Files.readString(AclTable.file());
    int from = text.indexOf(AclTable.BEGIN) + AclTable.BEGIN.length();
    int to = text.indexOf(AclTable.END);
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(
          AclTable.file(), text.substring(0, from) + AclTable.expected() + text.substring(to));
    } else {
      assertThat(text.substring(from, to)).isEqualTo(AclTable.expected());
    }
    AclTable.read()
        .forEach(
            (user, rights) ->
                assertThat(rights)
                    .containsExactlyInAnyOrderElementsOf(user.rights(TopicNames.DEFAULT, "renwu")));
    assertThat(AclTable.read()).containsOnlyKeys(KafkaUser.values());
  }
}
