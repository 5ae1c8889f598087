package io.renwu.server;

import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small file system in memory, mounted at a folder, that can be filled to the last byte. It is
 * unmounted on close, at the latest when this JVM ends. Mounting requires Linux and usually the
 * superuser.
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
   * Mounts a file system.
   *
   * @param folder created if missing
   * @param megabytes its size
   * @throws ServerException if this process may not mount, with the system's message
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
    Reaper.instance().registerMount(at);
    return new SmallDisk(at, (long) megabytes * BYTES_PER_MEGABYTE);
  }

  /** Uses up the free space. */
  public void fill() {
    byte[] block = new byte[BLOCK_BYTES];
    try (OutputStream out = Files.newOutputStream(filling)) {
      for (long left = bytes; left > 0; left -= block.length) {
        out.write(block);
      }
    } catch (IOException full) {
      // The disk is full, as intended.
    }
  }

  /** Frees the space that {@link #fill} used. */
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
