package io.renwu.connector.redis.streams.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one server says of itself.
 *
 * @param address where it was asked
 * @param info the fields of INFO
 * @param config the settings that the user may read, by name; empty where it may read none
 * @param clockAheadMillis how far its clock is before that of this machine, half a round trip more
 *     or less; null where the user may not ask
 * @param clusterState {@code cluster_state} of a node of a cluster; empty where there is none, or
 *     the user may not ask
 */
public record ServerFacts(
    String address,
    Map<String, String> info,
    Map<String, String> config,
    @Nullable Long clockAheadMillis,
    String clusterState) {

  /** What a queue has to know of it. */
  public ServerInfo server() {
    return InfoReply.parse(info);
  }

  /** A field of INFO; empty if the server does not give it. */
  public String text(String field) {
    return info.getOrDefault(field, "");
  }

  /** A whole number in a field of INFO; 0 if the server does not give it. */
  public long number(String field) {
    return Long.parseLong(info.getOrDefault(field, "0"));
  }
}
