package io.renwu.timeout;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that accepts every connection and never sends a whole answer. */
public final class HangingServer implements AutoCloseable {
  /** What it does with a connection. */
  public enum Manner {
    /** It never answers, like a suspended process. */
    SILENT,
    /** It answers with bytes of no known protocol, and then nothing. */
    GARBAGE,
    /** It answers endlessly, a byte at a time. */
    SLOW
  }

  private static final String BEGINNING = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";

  private final Manner manner;
  private final ServerSocket socket;

  public HangingServer(Manner manner) throws IOException {
    this.manner = manner;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "hanging server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        start(() -> serve(connection));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket connection) {
    try {
      OutputStream out = connection.getOutputStream();
      if (manner == Manner.GARBAGE) {
        out.write("who is there?\n".getBytes(StandardCharsets.US_ASCII));
      }
      if (manner == Manner.SLOW) {
        out.write(BEGINNING.getBytes(StandardCharsets.US_ASCII));
        while (!socket.isClosed()) {
          out.write('x');
          out.flush();
          Await.pause("the next byte");
        }
      }
    } catch (IOException | ServerException gone) {
      // The client has closed the connection.
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** Its host and port. */
  public String address() {
    return "127.0.0.1:" + port();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
