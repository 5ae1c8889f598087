package io.renwu.server;

import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A Redis server that keeps its data in an append-only file and never evicts. Its data and port
 * survive {@link #stop}, {@link #kill} and {@link #restart}.
 */
public final class RedisServer extends ServerProcess {
  /** When the server forces its append-only file to the disk. */
  public enum Fsync {
    /** Once a second: a crash of the machine (not of the server alone) may lose the last second. */
    EVERY_SECOND("everysec"),
    /** Before each answer. */
    ALWAYS("always");

    private final String setting;

    Fsync(String setting) {
      this.setting = setting;
    }
  }

  /** Names a binary to run instead of the bundled one. */
  private static final String BINARY_VARIABLE = "RENWU_REDIS_SERVER";

  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final int port;
  private final Fsync fsync;
  private final Map<String, String> overrides;
  private final Path binary;

  /**
   * Creates a server without starting it.
   *
   * @param folder of its binary, log and data
   * @param overrides settings of redis.conf that replace this class's
   */
  public RedisServer(
      Path folder, Fsync fsync, Map<String, String> overrides, Lifetime lifetime, int port) {
    super("redis", folder, lifetime);
    this.port = port;
    this.fsync = fsync;
    this.overrides = Map.copyOf(overrides);
    this.binary =
        Optional.ofNullable(System.getenv(BINARY_VARIABLE))
            .map(Path::of)
            .orElse(folder.resolve("redis-server"));
  }

  /** A server that ends with this JVM, on a free port. */
  public RedisServer(Path folder, Fsync fsync, Map<String, String> overrides) {
    this(folder, fsync, overrides, Lifetime.OF_THIS_JVM, Ports.free());
  }

  public RedisServer(Path folder, Fsync fsync) {
    this(folder, fsync, Map.of());
  }

  public RedisServer(Path folder) {
    this(folder, Fsync.EVERY_SECOND);
  }

  /** Starts a server on a free port. */
  public static RedisServer startNew(Path folder, Fsync fsync) {
    RedisServer server = new RedisServer(folder, fsync);
    server.start();
    return server;
  }

  public int port() {
    return port;
  }

  /** The value for the option {@code redis.uri}. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** The executable, extracted at the first start. */
  public Path binary() {
    return binary;
  }

  @Override
  public void start() {
    if (binary.startsWith(folder()) && !Files.exists(binary)) {
      extract();
    }
    super.start();
  }

  @Override
  protected List<String> command() {
    List<String> command =
        new ArrayList<>(
            List.of(
                binary.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder().toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                fsync.setting,
                "--maxmemory-policy",
                "noeviction"));
    overrides.forEach(
        (key, value) -> {
          command.add("--" + key);
          command.add(value);
        });
    return command;
  }

  /** While the server loads its data it answers PING with an error. */
  @Override
  protected boolean ready() {
    return AnswerCheck.redis(port, ANSWER);
  }

  private void extract() {
    String resource = "/redis-server-7.0.15-" + system() + "-" + processor();
    try (InputStream in = RedisServer.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new ServerException("no Redis server for this machine: " + resource + " is missing");
      }
      Executable.unpack(in, binary);
    } catch (IOException e) {
      throw new ServerException("cannot read " + resource + ": " + e, e);
    }
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name;
  }

  private static String processor() {
    String name = System.getProperty("os.arch");
    return switch (name) {
      case "x86_64", "amd64" -> "amd64";
      case "aarch64", "arm64" -> "arm64";
      case "i386", "i686", "x86" -> "386";
      default -> name;
    };
  }
}
