package io.renwu.server;

import io.renwu.patience.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder that only its user can enter, for what a program believes that it finds there. The
 * folder itself must not be a link; the one above it may be one of the user, to a folder of the
 * user.
 */
public final class PrivateFolder {
  private final Path path;
  private final Ownership ownership;

  /** Names a folder, which need not exist. */
  public PrivateFolder(Path path, Ownership ownership) {
    this.path = path.toAbsolutePath().normalize();
    this.ownership = ownership;
  }

  public Path path() {
    return path;
  }

  /**
   * Makes it if it is not there, closed to others from its first moment, and closes one of the user
   * that is open to their reading.
   *
   * @return its path
   * @throws ServerException if it cannot be made or is refused
   */
  public Path make() {
    Folders.create(path);
    check();
    if (ownership.isOwn(path)) {
      Folders.close(path);
    }
    return path;
  }

  /**
   * Refuses a folder that another user owns, can write to, or can put another folder in the place
   * of.
   *
   * @throws ServerException that says why and what to do
   */
  public void check() {
    if (Files.isSymbolicLink(path) || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(path, "is a link or a file, expected a folder");
    }
    Path above = path.getParent();
    Optional<String> problem = ownership.problem(path);
    if (problem.isPresent()) {
      throw refused(path, problem.get());
    }
    ownership
        .problem(above)
        .filter(why -> !ownership.isSticky(above))
        .ifPresent(
            why -> {
              throw refused(above, why);
            });
  }

  private static ServerException refused(@Nullable Path what, String why) {
    return new ServerException(
        "refused to use " + what + ": it " + why + "; look at what is in it, then remove it");
  }

  /**
   * A file in it, if there is one.
   *
   * @throws ServerException if the folder or the file is refused
   */
  public Optional<Path> file(String name) {
    Path file = path.resolve(name);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    check();
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(file, "is a link or a folder, expected a file");
    }
    ownership
        .problem(file)
        .ifPresent(
            why -> {
              throw refused(file, why);
            });
    return Optional.of(file);
  }

  /** Removes a file of it, if it is there. */
  public void delete(String name) {
    Path file = path.resolve(name);
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new ServerException("cannot delete " + file + ": " + e, e);
    }
  }
}
