package io.renwu.server;

import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A folder that only its user can enter, for files that a program trusts. The folder must not be a
 * link; its parent may be the user's link to a folder of the user.
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
   * Creates the folder, closed to others, if it is missing; closes an existing folder of the user
   * to others.
   *
   * @return its path
   * @throws ServerException if it cannot be created or is refused
   */
  public Path create() {
    Folders.create(path);
    check();
    if (ownership.isOwn(path)) {
      Folders.close(path);
    }
    return path;
  }

  /**
   * Refuses a folder that another user owns, can write to or can replace.
   *
   * @throws ServerException with the reason and what to do
   */
  public void check() {
    if (Files.isSymbolicLink(path) || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw refusal(path, "is a link or a file, expected a folder");
    }
    Path parent = Objects.requireNonNullElse(path.getParent(), path);
    Optional<String> problem = ownership.problem(path);
    if (problem.isPresent()) {
      throw refusal(path, problem.get());
    }
    ownership
        .problem(parent)
        .filter(why -> !ownership.isSticky(parent))
        .ifPresent(
            why -> {
              throw refusal(parent, why);
            });
  }

  private static ServerException refusal(Path what, String why) {
    return new ServerException(
        "refused to use " + what + ": it " + why + "; inspect it, then remove it");
  }

  /**
   * A file of the folder, if it exists.
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
      throw refusal(file, "is a link or a folder, expected a file");
    }
    ownership
        .problem(file)
        .ifPresent(
            why -> {
              throw refusal(file, why);
            });
    return Optional.of(file);
  }

  /** Deletes a file of the folder, if it exists. */
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
