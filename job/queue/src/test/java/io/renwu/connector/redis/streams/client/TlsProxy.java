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

/** A proxy that adds TLS to a server without it. */
final class TlsProxy implements AutoCloseable {
  private final SSLServerSocket listener;
  private final int target;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private TlsProxy(SSLServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /**
   * Starts the proxy.
   *
   * @param clientCertificate the certificate that clients must present; null if they need none
   */
  static TlsProxy start(int target, Certificate own, Certificate clientCertificate) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "guest", (clientCertificate == null ? own : clientCertificate).x509());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(own.keys().getKeyManagers(), trust.getTrustManagers(), null);
      ServerSocket listener =
          tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      ((SSLServerSocket) listener).setNeedClientAuth(clientCertificate != null);
      TlsProxy proxy = new TlsProxy((SSLServerSocket) listener, target);
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        threads.execute(() -> copy(client, server));
        threads.execute(() -> copy(server, client));
      } catch (IOException closed) {
        close();
      }
    }
  }

  private void copy(Socket from, Socket to) {
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
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
