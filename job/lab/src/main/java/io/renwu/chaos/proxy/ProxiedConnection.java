package io.renwu.chaos.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

/** A connection from a client through to a server; each direction has a thread. */
final class ProxiedConnection {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int CONNECT_MILLIS = 5_000;

  private final Socket client;
  private final Socket server = new Socket();
  private final int targetPort;
  private final DeliveryGate gate;
  private final Consumer<ProxiedConnection> ended;

  /**
   * @param gate that all bytes of both directions pass
   * @param ended called when the connection has ended by itself
   */
  ProxiedConnection(
      Socket client, int targetPort, DeliveryGate gate, Consumer<ProxiedConnection> ended) {
    this.client = client;
    this.targetPort = targetPort;
    this.gate = gate;
    this.ended = ended;
  }

  /** Connects to the server and carries bytes until either side or the proxy ends it. */
  void run() {
    try {
      gate.await();
      server.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort), CONNECT_MILLIS);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      ProxyThreads.start(Thread.currentThread().getName() + "-back", () -> carry(server, client));
    } catch (IOException | InterruptedException e) {
      finish();
      return;
    }
    carry(client, server);
  }

  private void carry(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        gate.await();
        out.write(buffer, 0, read);
      }
      gate.await();
    } catch (IOException | InterruptedException ended) {
      // The connection is over.
    }
    finish();
  }

  /** Closes both sides after one has closed. */
  private void finish() {
    close(client);
    close(server);
    ended.accept(this);
  }

  /** Resets both sides. */
  void end() {
    reset(client);
    reset(server);
  }

  /** Without lingering, the other side sees a reset instead of an orderly end. */
  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException closed) {
      return;
    }
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Already closed.
    }
  }
}
