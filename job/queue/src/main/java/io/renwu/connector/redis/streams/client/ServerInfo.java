package io.renwu.connector.redis.streams.client;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says of itself; of a cluster, the worst of what its nodes say.
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
  private static final String UNKNOWN = "unknown";
  private static final String NO_EVICTION = "noeviction";
  private static final long RELEASES = 1_000_000;
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})");

  /** The nodes of a cluster as one: of each figure the one that is worst. */
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

  /** Whether it is known to drop keys when memory is short. */
  public boolean evicts() {
    return !evictionPolicy.equals(NO_EVICTION) && !evictionPolicy.equals(UNKNOWN);
  }

  /** Whether its version is so or later; a version that cannot be read is not. */
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
