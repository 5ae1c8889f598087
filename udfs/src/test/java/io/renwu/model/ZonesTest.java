package io.renwu.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {
  private static final Instant WINTER = Instant.parse("2026-01-15T00:00:00Z");
  private static final Instant SUMMER = Instant.parse("2026-07-15T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "UTC, +00:00, +00:00",
    "GMT, +00:00, +00:00",
    "Zulu, +00:00, +00:00",
    "Etc/GMT+8, -08:00, -08:00",
    "Asia/Shanghai, +08:00, +08:00",
    "Europe/Berlin, +01:00, +02:00",
    "EST5EDT, -05:00, -04:00",
    "EST, -05:00, -05:00",
    "MST, -07:00, -07:00",
    "HST, -10:00, -10:00",
    "ROC, +08:00, +08:00"
  })
  void namesOfTheDataBaseAreKnown(String name, ZoneOffset winter, ZoneOffset summer) {
    ZoneId zone = Zones.find(name).orElseThrow();
    assertThat(zone.getRules().getOffset(WINTER)).isEqualTo(winter);
    assertThat(zone.getRules().getOffset(SUMMER)).isEqualTo(summer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "+08:00",
        "-5",
        "UTC+8",
        "GMT+08:00",
        "UT",
        "SystemV/PST8",
        "CTT",
        "PST",
        "utc",
        "Asia/shanghai",
        "Mars/Olympus",
        "USER"
      })
  void nothingElseIs(String name) {
    assertThat(Zones.find(name)).isEmpty();
  }

  @Test
  void everyRegionIsKnownByItsOwnName() {
    assertThat(ZoneId.getAvailableZoneIds())
        .filteredOn(name -> !name.startsWith("SystemV/"))
        .hasSizeGreaterThan(500)
        .allMatch(name -> Zones.find(name).isPresent());
  }
}
