package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallDiskIT {
  private static final int MEGABYTES = 2;

  @TempDir private Path temporary;

  /** If nothing can be mounted, the message contains the system's reason. */
  @Test
  void canBeFilledAndFreedWhereMountingIsAllowed() throws IOException {
    Path folder = temporary.resolve("disk");
    SmallDisk disk;
    try {
      disk = SmallDisk.mount(folder, MEGABYTES);
    } catch (ServerException refused) {
      assertThat(refused).hasMessageContaining("mount -t tmpfs");
      return;
    }
    Path file = folder.resolve("file");
    try (disk) {
      disk.fill();
      assertThatThrownBy(() -> Files.write(file, new byte[100_000]))
          .isInstanceOf(IOException.class);
      disk.free();
      Files.write(file, new byte[100_000]);
      assertThat(file).hasSize(100_000);
    }
    assertThat(file).as("unmounted with the disk").doesNotExist();
  }
}
