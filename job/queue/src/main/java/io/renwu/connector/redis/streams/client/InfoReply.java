package io.renwu.connector.redis.streams.client;

import java.util.HashMap;
import java.util.Map;

/** Parses the answer to INFO: lines of {@code name:value}. */
final class InfoReply {
  private InfoReply() {}

  static ServerInfo parse(String reply) {
    return parse(fields(reply));
  }

  /** Every field by its name. */
  static Map<String, String> fields(String reply) {
    Map<String, String> fields = new HashMap<>();
    reply
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
              }
            });
    return fields;
  }

  static ServerInfo parse(Map<String, String> fields) {
    return new ServerInfo(
        fields.getOrDefault("redis_version", "0"),
        fields.getOrDefault("maxmemory_policy", "unknown"),
        fields.getOrDefault("aof_enabled", "0").equals("1"),
        Long.parseLong(fields.getOrDefault("used_memory", "0")),
        Long.parseLong(fields.getOrDefault("maxmemory", "0")));
  }
}
