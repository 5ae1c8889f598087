package io.renwu.connector.redis.streams.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** TLS in front of a server that has none. */
final class TlsProxy implements AutoCloseable {
  private final SSLServerSocket door;
  private final int target;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private TlsProxy(SSLServerSocket door, int target) {
    this.door = door;
    this.target = target;
  }

  /**
   * Opens the door.
   *
   * @param guest the only certificate that clients may show, and must; null if they need none
   */
  static TlsProxy start(int target, Certificate own, Certificate guest) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry("guest", (guest == null ? own : guest).x509());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(own.keys().getKeyManagers(), trust.getTrustManagers(), null);
      ServerSocket door =
          tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      ((SSLServerSocket) door).setNeedClientAuth(guest != null);
      TlsProxy proxy = new TlsProxy((SSLServerSocket) door, target);
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        threads.execute(() -> pass(client, server));
        threads.execute(() -> pass(server, client));
      } catch (IOException closed) {
        close();
      }
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      open.remove(from);
    }
    open.remove(to);
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
