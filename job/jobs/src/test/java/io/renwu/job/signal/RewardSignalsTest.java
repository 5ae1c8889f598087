package io.renwu.job.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.renwu.connector.redis.streams.source.config.DownstreamSignal.Readings;
import io.renwu.job.kafka.KafkaAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewardSignalsTest {
  private static final String PAGE =
      """
      # HELP lag How much waits.
      # TYPE lag gauge
      lag{group="a",topic="x, {y}"} 3
      lag{group="a",topic="z",} 4.5 1395066363000
      lag{group="b\\\\ \\"q\\"",topic="z"} 1e3
      lag_total 99
      lag_total{group="a"} nonsense
      bare 7
      endless +Inf
      """;

  private final RewardSignals signals = new RewardSignals(KafkaAccess.of("localhost:1"));
  private HttpServer server;
  private volatile int status = 200;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] page = PAGE.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, page.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(page);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String page() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/metrics";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "lag ; 1007.5",
        "lag{group=\"a\"} ; 7.5",
        "lag{ topic = \"x, {y}\" } ; 3",
        "lag{group=\"b\\\\ \\\"q\\\"\"} ; 1000",
        "lag{topic=\"z\",group=\"a\"} ; 4.5",
        "bare ; 7",
        "endless ; Infinity"
      })
  void addsUpTheSamplesOfAMetric(String metric, double sum) throws IOException {
    try (Readings readings = signals.open(page() + "#" + metric)) {
      assertThat(readings.read()).isEqualTo(sum);
      assertThat(readings.read()).isEqualTo(sum);
    }
  }

  @Test
  void saysWhyAMetricCannotBeRead() throws IOException {
    try (Readings none = signals.open(page() + "#la{group=\"a\"}")) {
      assertThatThrownBy(none::read).hasMessage(page() + " has no sample of la{group=a}");
    }
    try (Readings nonsense = signals.open(page() + "#lag_total")) {
      assertThat(nonsense.read()).isNaN();
    }
    status = 503;
    try (Readings refused = signals.open(page() + "#lag")) {
      assertThatThrownBy(refused::read).hasMessage(page() + " answers 503, expected 200");
      server.stop(0);
      assertThatThrownBy(refused::read)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(" does not answer: ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "group: ; found no consumer group",
        "coupons ; found 'coupons', expected http://HOST",
        "ftp://host/metrics#lag ; expected http://HOST",
        "http://host/metrics ; expected http://HOST",
        "http://host/metrics#a-b ; found the metric 'a-b', expected NAME",
        "http://host/metrics#a{b=c} ; found the metric 'a{b=c}'",
        "http://me:secret@host/metrics#a ; found a login",
        "http://ho st/#a ; found 'http://ho st/#a'"
      })
  void refusesAnInvalidName(String name, String expected) {
    assertThatThrownBy(() -> RewardSignals.check(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
    assertThatThrownBy(() -> signals.open(name))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(expected);
  }
}
