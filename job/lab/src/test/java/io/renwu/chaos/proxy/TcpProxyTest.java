package io.renwu.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.timeout.Await;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connects clients through a proxy to a server that echoes all bytes. */
@Timeout(60)
class TcpProxyTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int NOTHING_MILLIS = 200;

  private ServerSocket server;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    ProxyThreads.start("echo", this::accept);
    proxy = new TcpProxy(server.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        ProxyThreads.start("echo-" + client.getPort(), () -> echo(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void echo(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException ended) {
      // The test has cut the connection.
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private boolean isRefused() throws IOException {
    try (Socket socket = connect()) {
      return !socket.isConnected();
    } catch (ConnectException refused) {
      return true;
    }
  }

  private static void exchange(Socket client, int bytes) throws IOException {
    byte[] sent = new byte[bytes];
    new Random(bytes).nextBytes(sent);
    client.getOutputStream().write(sent);
    assertThat(client.getInputStream().readNBytes(bytes)).isEqualTo(sent);
  }

  @Test
  void carriesBytesBothWaysForSeveralClients() throws IOException {
    try (Socket one = connect();
        Socket other = connect()) {
      exchange(one, 5);
      exchange(other, 30_000);
      exchange(one, 7);
    }
  }

  @Test
  void cutResetsConnectionsAndRefusesNewOnesUntilOpened() throws IOException {
    try (Socket client = connect()) {
      exchange(client, 5);
      proxy.cut();
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
      Await.untilTrue("the port to be closed", SOON, this::isRefused);
      proxy.cut();
    }
    proxy.open();
    try (Socket client = connect()) {
      exchange(client, 5);
    }
  }

  @Test
  void bytesSentDuringSilenceArriveAfterIt() throws IOException {
    try (Socket client = connect()) {
      exchange(client, 5);
      proxy.silence();
      client.getOutputStream().write(new byte[] {1, 2, 3});
      try (Socket late = connect()) {
        late.getOutputStream().write(new byte[] {4});
        client.setSoTimeout(NOTHING_MILLIS);
        assertThatThrownBy(() -> client.getInputStream().read())
            .isInstanceOf(SocketTimeoutException.class);
        late.setSoTimeout(NOTHING_MILLIS);
        assertThatThrownBy(() -> late.getInputStream().read())
            .isInstanceOf(SocketTimeoutException.class);
        proxy.open();
        client.setSoTimeout(0);
        late.setSoTimeout(0);
        assertThat(client.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
        assertThat(late.getInputStream().read()).isEqualTo(4);
      }
    }
  }

  @Test
  void cutEndsSilencedConnections() throws IOException {
    try (Socket client = connect()) {
      exchange(client, 5);
      proxy.silence();
      client.getOutputStream().write(1);
      proxy.cut();
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
      proxy.open();
      try (Socket again = connect()) {
        exchange(again, 5);
      }
    }
  }

  @Test
  void closedServerEndsItsClients() throws IOException {
    server.close();
    Await.untilTrue(
        "a connection to end",
        SOON,
        () -> {
          try (Socket client = connect()) {
            client.setSoTimeout(1_000);
            return client.getInputStream().read() < 0;
          } catch (SocketTimeoutException takenBeforeTheEnd) {
            return false;
          }
        });
  }
}
