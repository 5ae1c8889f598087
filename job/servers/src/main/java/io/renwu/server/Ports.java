package io.renwu.server;

import io.renwu.patience.ServerException;
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
 * Free TCP ports of the loopback interface. They are taken from below the range that the system
 * gives to outgoing connections, so that none is lost to one before its server binds it, as is the
 * bus port of a Redis Cluster node (port + 10000), which is none of them either.
 *
 * <p>A port that was given stays this JVM's until it ends, by a lock on a file of the user's folder
 * for temporary files: its server may bind it late, or be killed and started again, while other
 * JVMs of the user look for ports.
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

  /** The locks on the ports that this JVM has been given, which close with it. */
  private static final Map<Integer, FileChannel> GIVEN = new ConcurrentHashMap<>();

  private Ports() {}

  /**
   * A port that nothing listens on, and that neither this JVM nor another of the user has been
   * given.
   */
  public static synchronized int free() {
    OF_USER.make();
    Folders.create(LOCKS);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (!GIVEN.containsKey(port) && lock(port) && isFree(port)) {
        return port;
      }
    }
    throw new ServerException("no free port between " + LOWEST + " and " + HIGHEST);
  }

  /** Takes a port for this JVM, unless it is taken. */
  static boolean lock(int port) {
    Path file = LOCKS.resolve(Integer.toString(port));
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return false;
      }
      GIVEN.put(port, channel);
      return true;
    } catch (OverlappingFileLockException e) {
      // By another class loader of this JVM.
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
