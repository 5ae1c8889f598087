package io.renwu.server;

import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Reserves free TCP ports of the loopback interface. They are below the system's range for outgoing
 * connections, so that no connection occupies a port before its server binds it. The same holds for
 * the bus port of a Redis Cluster node (port + 10000), which is never one of these ports.
 *
 * <p>A port stays reserved until this JVM ends, by a lock on a file in the user's temporary folder:
 * its server may bind it late or restart while other JVMs of the user look for ports.
 */
public final class Ports {
  private static final int LOWEST = 12_000;
  private static final int HIGHEST = 22_000;
  private static final int ATTEMPTS = 1_000;
  private static final PrivateFolder OF_USER =
      new PrivateFolder(
          Path.of(System.getProperty("java.io.tmpdir"), "renwu-" + System.getProperty("user.name")),
          Ownership.ofProcess());
  private static final Path LOCKS = OF_USER.path().resolve("ports");

  /** The locks of this JVM's reserved ports, by port; they end with the JVM. */
  private static final Map<Integer, FileChannel> RESERVED = new ConcurrentHashMap<>();

  private Ports() {}

  /** Reserves a port that nothing listens on and that no JVM of the user has reserved. */
  public static synchronized int free() {
    OF_USER.create();
    Folders.create(LOCKS);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (!RESERVED.containsKey(port) && reserve(port) && isFree(port)) {
        return port;
      }
    }
    throw new ServerException("no free port between " + LOWEST + " and " + HIGHEST);
  }

  /** Reserves a port for this JVM, unless it is reserved. */
  static boolean reserve(int port) {
    Path file = LOCKS.resolve(Integer.toString(port));
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return false;
      }
      RESERVED.put(port, channel);
      return true;
    } catch (OverlappingFileLockException e) {
      // Another class loader of this JVM has reserved it.
      return false;
    } catch (IOException e) {
      throw new ServerException("cannot lock " + file + ": " + e, e);
    }
  }

  /** Whether nothing listens on a port. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
