package io.renwu.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker with its own controller (KRaft). Its data and ports survive {@link #stop}, {@link
 * #kill} and {@link #restart}.
 */
public final class KafkaServer extends ServerProcess {
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final int port;
  private final int controllerPort;
  private final Path configuration;
  private final Path data;

  /**
   * Writes the configuration without starting the server.
   *
   * @param folder of its configuration, log and data
   * @param overrides broker settings that replace this class's
   */
  public KafkaServer(
      Path folder, Map<String, String> overrides, Lifetime lifetime, int port, int controllerPort) {
    super("kafka", folder, lifetime);
    this.port = port;
    this.controllerPort = controllerPort;
    this.configuration = folder.resolve("server.properties");
    this.data = folder.resolve("data");
    Map<String, String> settings = new TreeMap<>(settings());
    settings.putAll(overrides);
    Folders.write(
        configuration,
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  /** A server that ends with this JVM, on free ports. */
  public KafkaServer(Path folder, Map<String, String> overrides) {
    this(folder, overrides, Lifetime.OF_THIS_JVM, Ports.free(), Ports.free());
  }

  public KafkaServer(Path folder) {
    this(folder, Map.of());
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /**
   * Settings of a broker with a second listener that advertises another port, like one behind a
   * proxy.
   *
   * @param port of the first listener
   * @param beside port of the second listener
   * @param advertisedBeside the port that the second listener advertises
   */
  public static Map<String, String> listenerBeside(
      int port, int controllerPort, int beside, int advertisedBeside) {
    String listener = "PLAINTEXT://127.0.0.1:" + port + ",BESIDE://127.0.0.1:";
    return Map.of(
        "listeners",
        listener + beside + ",CONTROLLER://127.0.0.1:" + controllerPort,
        "advertised.listeners",
        listener + advertisedBeside,
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,BESIDE:PLAINTEXT,CONTROLLER:PLAINTEXT");
  }

  private Map<String, String> settings() {
    String broker = "PLAINTEXT://127.0.0.1:" + port;
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("listeners", broker + ",CONTROLLER://127.0.0.1:" + controllerPort),
        Map.entry("advertised.listeners", broker),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
        Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("log.dirs", data.toString()),
        Map.entry("num.partitions", "1"),
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("transaction.state.log.num.partitions", "4"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        // The default of 128 MB does not fit into the heap below.
        Map.entry("log.cleaner.dedupe.buffer.size", "4194304"));
  }

  @Override
  public void start() {
    // Formatting writes this file last.
    if (!Files.exists(data.resolve("meta.properties"))) {
      format();
    }
    super.start();
  }

  /**
   * Formats the data folder with transaction version 1. Version 2 raises a producer's epoch at each
   * commit; a commit repeated after a restart is then refused, and Flink reports a loss that did
   * not happen.
   */
  private void format() {
    run(
        java(
            List.of("-Xmx96m"),
            "kafka.tools.StorageTool",
            List.of(
                "format",
                "--ignore-formatted",
                "-t",
                Uuid.randomUuid().toString(),
                "-c",
                configuration.toString(),
                "--feature",
                "transaction.version=1")));
  }

  @Override
  protected List<String> command() {
    return java(List.of("-Xmx256m"), "kafka.Kafka", List.of(configuration.toString()));
  }

  private static List<String> java(List<String> heap, String mainClass, List<String> arguments) {
    List<String> jvm =
        Stream.concat(
                heap.stream(),
                Stream.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                    "-Dorg.slf4j.simpleLogger.showDateTime=true"))
            .toList();
    return JavaCommand.of(jvm, ProjectHome.classPath("kafka"), mainClass, arguments);
  }

  /**
   * Reads the log first, so that the client logs no refused connections; then calls the broker,
   * which proves that it is registered.
   */
  @Override
  protected boolean ready() throws Exception {
    return hasLoggedStart() && AnswerCheck.kafkaCluster(bootstrapServers(), ANSWER);
  }

  private boolean hasLoggedStart() throws Exception {
    return Files.readString(log(), StandardCharsets.UTF_8).contains("Kafka Server started");
  }
}
