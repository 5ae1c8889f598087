package io.renwu.server;

import com.sun.security.auth.module.UnixSystem;
import io.renwu.patience.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose files are trusted: those of the user of this process and of the superuser, unless others
 * may write to them. A group counts as others unless it is the user's own primary group, which is
 * the user alone where each has one. Immutable.
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
   * That of a user.
   *
   * @param superuser whose files are trusted, too
   */
  Ownership(long user, long group, long superuser) {
    this.user = user;
    this.group = group;
    this.superuser = superuser;
  }

  private static Ownership ofUnix(UnixSystem system) {
    return new Ownership(system.getUid(), system.getGid(), SUPERUSER);
  }

  /** That of the user of this process. */
  public static Ownership ofProcess() {
    return OF_PROCESS;
  }

  /**
   * Why a file or folder is not to be trusted, as a sentence without its name; empty if it is. A
   * link is looked at itself and where it leads to.
   *
   * @throws ServerException if it cannot be looked at
   */
  public Optional<String> problem(@Nullable Path path) {
    return problem(path, LinkOption.NOFOLLOW_LINKS).or(() -> problem(path, new LinkOption[0]));
  }

  private Optional<String> problem(@Nullable Path path, LinkOption... links) {
    Map<String, Object> found = attributes(path, links);
    long owner = ((Integer) found.get("uid")).longValue();
    if (owner != user && owner != superuser) {
      return Optional.of(
          "belongs to " + ownerOf(path, links) + ", expected " + System.getProperty("user.name"));
    }
    int mode = (Integer) found.get("mode");
    boolean ownGroup = ((Integer) found.get("gid")).longValue() == group;
    if (Files.isSymbolicLink(path) && links.length > 0) {
      // A link's own mode means nothing.
      return Optional.empty();
    }
    boolean shared = (mode & OTHERS_WRITE) != 0 || ((mode & GROUP_WRITES) != 0 && !ownGroup);
    return shared ? Optional.of("can be written by other users") : Optional.empty();
  }

  /**
   * Whether only whoever made an entry of a folder can remove it, as in one for temporary files.
   */
  boolean isSticky(@Nullable Path folder) {
    return ((Integer) attributes(folder).get("mode") & STICKY) != 0;
  }

  /** Whether others than its owner may read a file. */
  public boolean isReadByOthers(Path file) {
    return ((Integer) attributes(file).get("mode") & GROUP_OR_OTHERS_READ) != 0;
  }

  /** Whether it belongs to the user, not to the superuser alone. */
  boolean isOwn(Path path) {
    return ((Integer) attributes(path).get("uid")).longValue() == user;
  }

  private static Map<String, Object> attributes(@Nullable Path path, LinkOption... links) {
    try {
      return Files.readAttributes(path, "unix:uid,gid,mode", links);
    } catch (IOException e) {
      throw new ServerException("cannot look at " + path + ": " + e, e);
    }
  }

  private static String ownerOf(@Nullable Path path, LinkOption... links) {
    try {
      return Files.getOwner(path, links).getName();
    } catch (IOException e) {
      return "another user";
    }
  }
}
