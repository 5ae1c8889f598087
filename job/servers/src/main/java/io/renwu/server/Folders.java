package io.renwu.server;

import io.renwu.patience.ServerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes, closes and deletes folders. What is made here is closed to other users from its first
 * moment.
 */
public final class Folders {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?> CLOSED_FOLDER =
      PosixFilePermissions.asFileAttribute(FOLDER);
  private static final FileAttribute<?> CLOSED_FILE = PosixFilePermissions.asFileAttribute(FILE);

  private Folders() {}

  /** Makes a folder, with those above it, if it is not there. */
  public static Path create(@Nullable Path folder) {
    try {
      return Files.createDirectories(folder, CLOSED_FOLDER);
    } catch (IOException e) {
      throw new ServerException("cannot create " + folder + ": " + e, e);
    }
  }

  /** Makes an empty file, if it is not there. */
  public static Path createFile(Path file) {
    try {
      return Files.exists(file) ? file : Files.createFile(file, CLOSED_FILE);
    } catch (IOException e) {
      throw new ServerException("cannot create " + file + ": " + e, e);
    }
  }

  /** Writes a file in one step, so that nobody ever reads half of it. */
  public static void write(Path file, String text) {
    replace(file, half -> Files.writeString(half, text, StandardCharsets.UTF_8));
  }

  /** Copies a file in one step. */
  public static void copy(Path from, Path to) {
    replace(
        to,
        half -> {
          try (var out = Files.newOutputStream(half)) {
            Files.copy(from, out);
          }
        });
  }

  /** Fills a file that is there and empty. */
  @FunctionalInterface
  private interface Filling {
    void fill(Path half) throws IOException;
  }

  private static void replace(Path file, Filling content) {
    Path half = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(half);
      content.fill(Files.createFile(half, CLOSED_FILE));
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ServerException("cannot write " + file + ": " + e, e);
    }
  }

  /** Closes one folder to other users. */
  static void close(Path folder) {
    try {
      Files.setPosixFilePermissions(folder, FOLDER);
    } catch (IOException e) {
      throw new ServerException("cannot close " + folder + " to other users: " + e, e);
    }
  }

  /**
   * Closes a folder with all that is in it to other users, unless it is; links are left alone.
   *
   * @return whether it was open
   */
  public static boolean closeAll(Path folder) {
    try {
      if (Files.getPosixFilePermissions(folder).equals(FOLDER)) {
        return false;
      }
      Files.setPosixFilePermissions(folder, FOLDER);
      Files.walkFileTree(folder, new Closing());
      return true;
    } catch (IOException e) {
      throw new ServerException("cannot close " + folder + " to other users: " + e, e);
    }
  }

  /** Takes away what a group or others may do; files that vanish meanwhile are no error. */
  private static final class Closing extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
        throws IOException {
      close(visited, FOLDER);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile()) {
        close(file, Files.isExecutable(file) ? FOLDER : FILE);
      }
      return FileVisitResult.CONTINUE;
    }

    private static void close(Path path, Set<PosixFilePermission> to) throws IOException {
      try {
        Files.setPosixFilePermissions(path, to);
      } catch (NoSuchFileException gone) {
        // Servers run meanwhile, and remove files of their own.
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }

  /** Deletes the folder with all that is in it; files that vanish meanwhile are no error. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
