package io.renwu.server;

import io.renwu.patience.ServerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of its own in memory, mounted at a folder, which can be filled to the last byte. It
 * goes away with all that is in it when it is closed, and at the latest with this JVM. Mounting
 * takes Linux and, as a rule, its superuser.
 */
public final class SmallDisk implements AutoCloseable {
  private static final int BYTES_PER_MEGABYTE = 1024 * 1024;
  private static final int BLOCK_BYTES = 64 * 1024;

  private final Path folder;
  private final long bytes;
  private final Path filling;

  private SmallDisk(Path folder, long bytes) {
    this.folder = folder;
    this.bytes = bytes;
    this.filling = folder.resolve("filling");
  }

  /**
   * Mounts one.
   *
   * @param folder made if it is not there
   * @param megabytes its size
   * @throws ServerException where this process may not mount anything, with the system's words
   */
  public static SmallDisk mount(Path folder, int megabytes) {
    Path at = Folders.create(folder);
    HelperCommand.run(
        List.of(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            "mode=0700,size=" + megabytes + "m",
            "renwu",
            at.toString()));
    Reaper.instance().mount(at);
    return new SmallDisk(at, (long) megabytes * BYTES_PER_MEGABYTE);
  }

  /** Takes all room that is left. */
  public void fill() {
    byte[] block = new byte[BLOCK_BYTES];
    try (OutputStream out = Files.newOutputStream(filling)) {
      for (long left = bytes; left > 0; left -= block.length) {
        out.write(block);
      }
    } catch (IOException full) {
      // There is no other way to learn that nothing is left.
    }
  }

  /** Gives the room back. */
  public void free() {
    try {
      Files.deleteIfExists(filling);
    } catch (IOException e) {
      throw new ServerException("cannot delete " + filling + ": " + e, e);
    }
  }

  @Override
  public void close() {
    Reaper.instance().unmount(folder);
  }
}
