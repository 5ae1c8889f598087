package io.renwu.connector.redis.streams.client;

import java.util.ArrayList;
import java.util.List;

/**
 * What a server says of itself.
 *
 * @param version for example {@code 7.0.15}
 * @param evictionPolicy {@code maxmemory-policy}; {@code unknown} where it does not say
 * @param appendOnly whether it keeps an append-only file
 * @param usedMemoryBytes memory in use
 * @param maxMemoryBytes its bound; 0 = none
 */
public record ServerInfo(
    String version,
    String evictionPolicy,
    boolean appendOnly,
    long usedMemoryBytes,
    long maxMemoryBytes) {
  private static final int OLDEST_MAJOR = 7;
  private static final String UNKNOWN = "unknown";
  private static final String NO_EVICTION = "noeviction";

  /** Whether it is known to drop keys when memory is short. */
  public boolean evicts() {
    return !evictionPolicy.equals(NO_EVICTION) && !evictionPolicy.equals(UNKNOWN);
  }

  /** Why a queue on this server may lose records, one sentence each; empty if nothing is known. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!evictionPolicy.equals(NO_EVICTION)) {
      warnings.add(
          "maxmemory-policy is "
              + evictionPolicy
              + ": the server may drop streams when memory is short; set it to noeviction");
    }
    if (!appendOnly) {
      warnings.add("appendonly is off: a restart of the server loses records; set it to yes");
    }
    int dot = version.indexOf('.');
    if (dot <= 0 || Integer.parseInt(version.substring(0, dot)) < OLDEST_MAJOR) {
      warnings.add(
          "version " + version + " is older than " + OLDEST_MAJOR + ".0, the oldest tested");
    }
    return warnings;
  }
}
