package io.renwu.connector.redis.streams.client;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version, memory and settings of a server; for a cluster, the worst value of its nodes.
 *
 * @param version for example {@code 7.0.15}
 * @param evictionPolicy {@code maxmemory-policy}; {@code unknown} if the server does not report it
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
  private static final String UNKNOWN = "unknown";
  private static final String NO_EVICTION = "noeviction";
  private static final long RELEASES = 1_000_000;
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})");

  /** Combines the nodes of a cluster: the worst value of each. */
  static ServerInfo ofAll(List<ServerInfo> nodes) {
    return nodes.stream()
        .reduce(
            (one, other) -> {
              ServerInfo fuller = one.usedMemoryBytes >= other.usedMemoryBytes ? one : other;
              return new ServerInfo(
                  one.release() <= other.release() ? one.version : other.version,
                  one.evicts() ? one.evictionPolicy : other.evictionPolicy,
                  one.appendOnly && other.appendOnly,
                  fuller.usedMemoryBytes,
                  fuller.maxMemoryBytes);
            })
        .orElseThrow();
  }

  /** Whether the server is known to evict keys when its memory is full. */
  public boolean evicts() {
    return !evictionPolicy.equals(NO_EVICTION) && !evictionPolicy.equals(UNKNOWN);
  }

  /** Whether its version is at least this one; false for an unreadable version. */
  public boolean isAtLeast(int major, int minor) {
    return release() >= major * RELEASES + minor;
  }

  private long release() {
    Matcher numbers = NUMBERS.matcher(version);
    return numbers.lookingAt()
        ? Long.parseLong(numbers.group(1)) * RELEASES + Long.parseLong(numbers.group(2))
        : 0;
  }
}
