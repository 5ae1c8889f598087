package io.renwu.connector.redis.streams.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.connector.redis.streams.transport.RedisCredentials;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import io.renwu.connector.redis.streams.transport.RedisTls;
import io.renwu.server.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The contract over mutual TLS, and connections that must be refused. */
class TlsRedisStreamsIT extends RedisStreamsContract {
  @TempDir static Path folder;
  private static Certificate ours;
  private static Certificate theirs;
  private static RedisServer server;
  private static TlsProxy optionalTls;
  private static TlsProxy mutualTls;
  private RedisStreams redis;

  @BeforeAll
  static void startServer() throws Exception {
    ours = Certificate.make(folder, "client");
    theirs = Certificate.make(folder, "server");
    server = RedisServer.startNew(folder, RedisServer.Fsync.ALWAYS);
    optionalTls = TlsProxy.start(server.port(), theirs, null);
    mutualTls = TlsProxy.start(server.port(), theirs, ours);
  }

  @AfterAll
  static void stopServer() {
    optionalTls.close();
    mutualTls.close();
    server.close();
  }

  @BeforeEach
  void connect(TestInfo test) throws Exception {
    RedisTls mutual =
        new RedisTls(theirs.certificateFile(), ours.certificateFile(), ours.keyFile());
    redis = connect("rediss://127.0.0.1:" + mutualTls.port(), test.getDisplayName(), mutual);
  }

  @AfterEach
  void disconnect() {
    redis.close();
  }

  @Override
  RedisStreams redis() {
    return redis;
  }

  private static RedisStreams connect(String uri, String prefix, RedisTls tls) {
    return LettuceRedisStreams.connect(
        new RedisAccess(uri, prefix, () -> RedisCredentials.NONE, tls), Duration.ofSeconds(5));
  }

  @Test
  void aClientNeedsNoCertificateWhereNoneIsRequired() throws Exception {
    String uri = "rediss://127.0.0.1:" + optionalTls.port();
    try (RedisStreams client =
        connect(uri, "t", new RedisTls(theirs.certificateFile(), null, null))) {
      assertThat(client.streams().join()).isEmpty();
    }
  }

  @Test
  void refusesAServerThatIsNotTrusted() throws Exception {
    String uri = "rediss://127.0.0.1:" + optionalTls.port();
    for (RedisTls tls :
        List.of(RedisTls.DEFAULT, new RedisTls(ours.certificateFile(), null, null))) {
      try (RedisStreams client = connect(uri, "t", tls)) {
        assertThatThrownBy(() -> client.streams().join())
            .hasMessageContaining("no answer from Redis")
            .hasMessageContaining("certification path");
      }
    }
  }

  @Test
  void refusesAServerOfAnotherName() throws Exception {
    String uri = "rediss://localhost:" + optionalTls.port();
    try (RedisStreams client =
        connect(uri, "t", new RedisTls(theirs.certificateFile(), null, null))) {
      assertThatThrownBy(() -> client.streams().join()).hasMessageContaining("localhost");
    }
  }

  @Test
  void aClientWithoutTheCertificateIsRefused() throws Exception {
    String uri = "rediss://127.0.0.1:" + mutualTls.port();
    try (RedisStreams client =
        connect(uri, "t", new RedisTls(theirs.certificateFile(), null, null))) {
      assertThatThrownBy(() -> client.streams().join())
          .satisfies(e -> assertThat(RedisStreamsException.isRefusal(e)).isFalse());
    }
  }

  @Test
  void aClusterIsReachedThroughTlsOnEveryNode() throws Exception {
    List<TlsProxy> proxies = new ArrayList<>();
    RedisTls tls = new RedisTls(theirs.certificateFile(), null, null);
    try (RedisCluster cluster =
        RedisCluster.start(
            folder.resolve("cluster"),
            port -> {
              proxies.add(TlsProxy.start(port, theirs, null));
              return proxies.get(proxies.size() - 1).port();
            })) {
      String uri = "rediss-cluster://127.0.0.1:" + proxies.get(0).port();
      try (RedisStreams redis = connect(uri, "tls", tls)) {
        Set<Integer> owners = new HashSet<>();
        for (int partition = 0; partition < 20; partition++) {
          StreamEntry entry = new StreamEntry(1, new byte[] {1});
          StreamId stream = new StreamId("t", partition);
          assertThat(redis.append(stream, 0, List.of(entry)).join().highWater()).isEqualTo(1);
          owners.add(cluster.ownerOf("tls", stream));
        }
        assertThat(owners).hasSize(3);
      }
    } finally {
      proxies.forEach(TlsProxy::close);
    }
  }
}
