package io.renwu.server;

import io.renwu.timeout.ServerException;
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

/** Creates and deletes folders and files that no other user may access, not even for a moment. */
public final class Folders {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?> CLOSED_FOLDER =
      PosixFilePermissions.asFileAttribute(FOLDER);
  private static final FileAttribute<?> CLOSED_FILE = PosixFilePermissions.asFileAttribute(FILE);

  private Folders() {}

  /** Creates a folder and its parents where they are missing. */
  public static Path create(Path folder) {
    try {
      return Files.createDirectories(folder, CLOSED_FOLDER);
    } catch (IOException e) {
      throw new ServerException("cannot create " + folder + ": " + e, e);
    }
  }

  /** Creates an empty file if it is missing. */
  public static Path createFile(Path file) {
    try {
      return Files.exists(file) ? file : Files.createFile(file, CLOSED_FILE);
    } catch (IOException e) {
      throw new ServerException("cannot create " + file + ": " + e, e);
    }
  }

  /** Writes a file atomically. */
  public static void write(Path file, String text) {
    replace(file, partial -> Files.writeString(partial, text, StandardCharsets.UTF_8));
  }

  /** Copies a file atomically. */
  public static void copy(Path from, Path to) {
    replace(
        to,
        partial -> {
          try (var out = Files.newOutputStream(partial)) {
            Files.copy(from, out);
          }
        });
  }

  /** Writes the content of an empty file. */
  @FunctionalInterface
  private interface ContentWriter {
    void write(Path partial) throws IOException;
  }

  private static void replace(Path file, ContentWriter content) {
    Path partial = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(partial);
      content.write(Files.createFile(partial, CLOSED_FILE));
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ServerException("cannot write " + file + ": " + e, e);
    }
  }

  /** Denies other users access to one folder. */
  static void close(Path folder) {
    try {
      Files.setPosixFilePermissions(folder, FOLDER);
    } catch (IOException e) {
      throw new ServerException("cannot deny other users access to " + folder + ": " + e, e);
    }
  }

  /**
   * Denies other users access to a folder and its content, unless the folder is closed already.
   * Links are skipped.
   *
   * @return whether the folder was open
   */
  public static boolean closeAll(Path folder) {
    try {
      if (Files.getPosixFilePermissions(folder).equals(FOLDER)) {
        return false;
      }
      Files.setPosixFilePermissions(folder, FOLDER);
      Files.walkFileTree(folder, new AccessRemover());
      return true;
    } catch (IOException e) {
      throw new ServerException("cannot deny other users access to " + folder + ": " + e, e);
    }
  }

  /** Removes the permissions of group and others; files that vanish meanwhile are no error. */
  private static final class AccessRemover extends SimpleFileVisitor<Path> {
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
        // A running server has removed it.
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

  /** Deletes the folder and its content; files that vanish meanwhile are no error. */
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
