package io.renwu.connector.redis.streams.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "redis://localhost:6379          | SINGLE    | false | [localhost:6379]      | ~~   | 0",
        "rediss://10.0.0.1:1/12          | SINGLE    | true  | [10.0.0.1:1]          | ~~   | 12",
        "redis://[::1]:7                 | SINGLE    | false | [::1:7]               | ~~   | 0",
        "redis-sentinel://a:1,b:2/queue  | SENTINEL | false | [a:1, b:2]            | queue | 0",
        "rediss-sentinel://a:1/0         | SENTINEL | true  | [a:1]                 | 0     | 0",
        "redis-cluster://a:1,b:2,c-d.e:3 | CLUSTER  | false | [a:1, b:2, c-d.e:3]   | ~~   | 0",
        "rediss-cluster://a:65535        | CLUSTER  | true  | [a:65535]             | ~~   | 0",
      })
  void parsesAddresses(
      String text, RedisAddress.Servers servers, boolean tls, String nodes, String master, int db) {
    RedisAddress address = RedisAddress.parse(text);
    assertThat(address.servers()).isEqualTo(servers);
    assertThat(address.tls()).isEqualTo(tls);
    assertThat(address.nodes()).hasToString(nodes);
    assertThat(address.master()).isEqualTo(master);
    assertThat(address.database()).isEqualTo(db);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:6379",
        "http://a:1",
        "redis://a",
        "redis://a:0",
        "redis://a:65536",
        "redis://a:1,b:2",
        "redis://a:1/x",
        "redis://a:1/",
        "redis://:secret@a:1",
        "redis://a:1?timeout=1",
        "redis-sentinel://a:1",
        "redis-sentinel://a:1,/m",
        "redis-sentinel://a:1/m/0",
        "redis-cluster://a:1/0",
        "redis-cluster://a:1,,b:2",
        "rediss-socket://a:1",
      })
  void refusesInvalidAddresses(String text) {
    assertThat(RedisAccess.isUri(text)).isFalse();
    assertThatThrownBy(() -> RedisAccess.of(text, "q"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the address of Redis: found \"" + text + "\", expected " + RedisAccess.URI_GRAMMAR);
  }

  @Test
  void aCertificateNeedsItsKey() {
    assertThatThrownBy(() -> new RedisTls(null, "c.pem", null))
        .hasMessageContaining("found a certificate without its key, expected both");
    assertThatThrownBy(() -> new RedisTls("/nowhere/ca.pem", null, null).options())
        .hasMessageContaining("found no file /nowhere/ca.pem that can be read");
  }
}
