package io.renwu.server;

import com.sun.security.auth.module.UnixSystem;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides which files are trusted: those of this process's user and of the superuser, unless others
 * may write to them. A group counts as others unless it is the user's primary group, which often
 * has no other members. Immutable.
 */
public final class Ownership {
  private static final long SUPERUSER = 0;
  private static final int GROUP_WRITES = 0020;
  private static final int OTHERS_WRITE = 0002;
  private static final int GROUP_OR_OTHERS_READ = 0044;
  private static final int STICKY = 01000;

  private static final Ownership OF_PROCESS = ofUnix(new UnixSystem());

  private final long user;
  private final long group;
  private final long superuser;

  /**
   * Trusts the files of a user.
   *
   * @param superuser a second user whose files are trusted
   */
  Ownership(long user, long group, long superuser) {
    this.user = user;
    this.group = group;
    this.superuser = superuser;
  }

  private static Ownership ofUnix(UnixSystem system) {
    return new Ownership(system.getUid(), system.getGid(), SUPERUSER);
  }

  /** Trusts the files of this process's user. */
  public static Ownership ofProcess() {
    return OF_PROCESS;
  }

  /**
   * Why a file or folder is not trusted, as the predicate of a sentence; empty if it is trusted.
   * Checks both a link and its target.
   *
   * @throws ServerException if the attributes cannot be read
   */
  public Optional<String> problem(Path path) {
    return problem(path, LinkOption.NOFOLLOW_LINKS).or(() -> problem(path, new LinkOption[0]));
  }

  private Optional<String> problem(Path path, LinkOption... links) {
    Map<String, Object> found = attributes(path, links);
    long owner = number(found, "uid");
    if (owner != user && owner != superuser) {
      return Optional.of(
          "belongs to " + ownerOf(path, links) + ", expected " + System.getProperty("user.name"));
    }
    int mode = number(found, "mode");
    boolean ownGroup = number(found, "gid") == group;
    if (Files.isSymbolicLink(path) && links.length > 0) {
      // A link's own mode means nothing.
      return Optional.empty();
    }
    boolean shared = (mode & OTHERS_WRITE) != 0 || ((mode & GROUP_WRITES) != 0 && !ownGroup);
    return shared ? Optional.of("can be written by other users") : Optional.empty();
  }

  /** Whether only its owner can remove an entry of a folder, as in a folder for temporary files. */
  boolean isSticky(Path folder) {
    return (number(attributes(folder), "mode") & STICKY) != 0;
  }

  /** Whether users other than the owner may read a file. */
  public boolean isReadableByOthers(Path file) {
    return (number(attributes(file), "mode") & GROUP_OR_OTHERS_READ) != 0;
  }

  /** Whether it belongs to the user rather than the superuser. */
  boolean isOwn(Path path) {
    return number(attributes(path), "uid") == user;
  }

  private static Map<String, Object> attributes(Path path, LinkOption... links) {
    try {
      return Files.readAttributes(path, "unix:uid,gid,mode", links);
    } catch (IOException e) {
      throw new ServerException("cannot read the attributes of " + path + ": " + e, e);
    }
  }

  private static int number(Map<String, Object> attributes, String name) {
    return (Integer) Objects.requireNonNull(attributes.get(name), name);
  }

  private static String ownerOf(Path path, LinkOption... links) {
    try {
      return Files.getOwner(path, links).getName();
    } catch (IOException e) {
      return "another user";
    }
  }
}
