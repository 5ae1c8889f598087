package io.renwu.model;

import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds time zones by their names in the IANA database. A bare offset ({@code +08:00}, {@code
 * UTC+8}) is not a name.
 */
public final class Zones {
  public static final ZoneId UTC = ZoneId.of("UTC");

  /** Names of the IANA database that not every JDK knows, with their zones. */
  private static final Map<String, ZoneId> LINKS =
      Map.of(
          "EST", ZoneId.of("-05:00"),
          "MST", ZoneId.of("-07:00"),
          "HST", ZoneId.of("-10:00"),
          "ROC", ZoneId.of("Asia/Taipei"));

  /** The prefix of JDK zones that are not in the IANA database. */
  private static final String JDK_PREFIX = "SystemV/";

  private static final Set<String> REGIONS =
      ZoneRulesProvider.getAvailableZoneIds().stream()
          .filter(name -> !name.startsWith(JDK_PREFIX) && !LINKS.containsKey(name))
          .collect(Collectors.toUnmodifiableSet());

  private Zones() {}

  /** The zone of a name; empty if there is none. */
  public static Optional<ZoneId> find(String name) {
    return REGIONS.contains(name)
        ? Optional.of(ZoneId.of(name))
        : Optional.ofNullable(LINKS.get(name));
  }
}
