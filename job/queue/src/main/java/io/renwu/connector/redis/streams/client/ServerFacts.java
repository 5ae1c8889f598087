package io.renwu.connector.redis.streams.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The information that one server reports about itself.
 *
 * @param address the address of the server
 * @param info the fields of INFO
 * @param config the settings that the user may read, by name
 * @param clockAheadMillis how far its clock is ahead of this machine's, accurate to half a round
 *     trip; null if the user may not read it
 * @param clusterState {@code cluster_state} of a cluster's node; empty without one, or if the user
 *     may not read it
 */
public record ServerFacts(
    String address,
    Map<String, String> info,
    Map<String, String> config,
    @Nullable Long clockAheadMillis,
    String clusterState) {

  /** The part that the queue needs. */
  public ServerInfo server() {
    return InfoReply.parse(info);
  }

  /** A field of INFO; empty if it is missing. */
  public String text(String field) {
    return info.getOrDefault(field, "");
  }

  /** An integer field of INFO; 0 if it is missing. */
  public long number(String field) {
    return Long.parseLong(info.getOrDefault(field, "0"));
  }
}
