package io.renwu.cli;

import io.renwu.job.kafka.KafkaRight;
import io.renwu.job.kafka.KafkaRight.Resource;
import io.renwu.job.kafka.KafkaUser;
import io.renwu.job.kafka.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The table of ACLs in docs/security.md. */
final class AclTable {
  static final String BEGIN = "<!-- acls: begin -->\n";
  static final String END = "<!-- acls: end -->\n";
  private static final String HEAD = "| user | resource | name | operations |\n|---|---|---|---|\n";

  private AclTable() {}

  static Path file() {
    return Path.of(System.getProperty("basedir", ""))
        .toAbsolutePath()
        .resolve("../../docs/security.md");
  }

  /** The rights of each user by the table. */
  static Map<KafkaUser, List<KafkaRight>> read() throws IOException {
    Map<KafkaUser, List<KafkaRight>> rights = new EnumMap<>(KafkaUser.class);
    String text = Files.readString(file());
    text.substring(text.indexOf(BEGIN) + BEGIN.length() + HEAD.length(), text.indexOf(END))
        .lines()
        .map(line -> line.replace("`", "").split("\\s*\\|\\s*"))
        .forEach(
            cell ->
                rights
                    .computeIfAbsent(
                        KafkaUser.valueOf(cell[1].toUpperCase(java.util.Locale.ROOT)),
                        user -> new ArrayList<>())
                    .addAll(rights(cell[2], cell[3], cell[4])));
    return rights;
  }

  private static List<KafkaRight> rights(String resource, String name, String operations) {
    Resource of = Resource.valueOf(resource.replace('-', '_').toUpperCase(java.util.Locale.ROOT));
    return List.of(operations.split(", ")).stream()
        .map(operation -> new KafkaRight(of, name.replace("…", ""), name.endsWith("…"), operation))
        .toList();
  }

  /** The table as it should be. */
  static String expected() {
    StringBuilder table = new StringBuilder(HEAD);
    for (KafkaUser user : KafkaUser.values()) {
      Map<String, StringJoiner> rows = new LinkedHashMap<>();
      for (KafkaRight right : user.rights(TopicNames.DEFAULT, "renwu")) {
        String name = right.name().isEmpty() ? "" : "`" + right.name() + "`";
        String row =
            "| `%s` | %s | %s |"
                .formatted(
                    user.word(), right.resource().word(), name + (right.prefixed() ? "…" : ""));
        rows.computeIfAbsent(row, first -> new StringJoiner(", ")).add(right.operation());
      }
      rows.forEach((row, operations) -> table.append(row + " " + operations + " |\n"));
    }
    return table.toString();
  }
}
