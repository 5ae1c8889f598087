package io.renwu.cluster;

import io.renwu.server.FlinkCluster;
import io.renwu.server.Ports;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a local cluster keeps over restarts: the number of TaskManagers, whether there is a standby
 * JobManager, and the port of each process. Immutable.
 *
 * @param taskManagers how many, at least 1
 * @param highlyAvailable whether there are a ZooKeeper and a second JobManager
 * @param ports by name, those of {@link #names} all
 */
record ClusterPlan(int taskManagers, boolean highlyAvailable, Map<String, Integer> ports) {
  static final String KAFKA = "kafka";
  static final String REDIS = "redis";
  static final String KAFKA_CONTROLLER = "kafka-controller";
  static final String WEB = "web";
  static final String RPC = "rpc";
  static final String ZOOKEEPER = "zookeeper";
  static final String STANDBY_WEB = "web.standby";

  private static final String METRICS = "metrics.";
  private static final String PORT = "port.";
  private static final String TASK_MANAGERS = "taskmanagers";
  private static final String HIGHLY_AVAILABLE = "highly-available";
  private static final String FORMAT = "format";

  /** The most TaskManagers that are accepted; more would hardly fit on one machine. */
  private static final int MOST_TASK_MANAGERS = 64;

  ClusterPlan {
    ports = Map.copyOf(ports);
  }

  /** The plan of a new cluster, on free ports. */
  static ClusterPlan free() {
    return free(2);
  }

  /** A plan on free ports. */
  static ClusterPlan free(int taskManagers) {
    return new ClusterPlan(taskManagers, false, Map.of()).complete();
  }

  /** The same with another number of TaskManagers. */
  ClusterPlan withTaskManagers(int number) {
    return new ClusterPlan(number, highlyAvailable, ports).complete();
  }

  /** The same with or without high availability. */
  ClusterPlan withHighAvailability(boolean wanted) {
    return new ClusterPlan(taskManagers, wanted, ports).complete();
  }

  /** The same with new free ports for the named processes. */
  ClusterPlan withFreePorts(List<String> names) {
    Map<String, Integer> kept = new TreeMap<>(ports);
    names.forEach(kept::remove);
    return new ClusterPlan(taskManagers, highlyAvailable, kept).complete();
  }

  private ClusterPlan complete() {
    Map<String, Integer> all = new TreeMap<>(ports);
    names().forEach(name -> all.computeIfAbsent(name, missing -> Ports.free()));
    return new ClusterPlan(taskManagers, highlyAvailable, all);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(List.of(KAFKA, KAFKA_CONTROLLER, REDIS, WEB, RPC));
    if (highlyAvailable) {
      names.addAll(List.of(ZOOKEEPER, STANDBY_WEB));
    }
    flinkProcesses().forEach(process -> names.add(METRICS + process));
    return names;
  }

  /** The names of the JobManagers and the TaskManagers. */
  List<String> flinkProcesses() {
    List<String> names = new ArrayList<>(List.of(FlinkCluster.JOB_MANAGER));
    if (highlyAvailable) {
      names.add(FlinkCluster.STANDBY_JOB_MANAGER);
    }
    names.addAll(taskManagerNames());
    return names;
  }

  List<String> taskManagerNames() {
    return IntStream.rangeClosed(1, taskManagers).mapToObj(FlinkCluster::taskManagerName).toList();
  }

  int port(String name) {
    return Objects.requireNonNull(ports.get(name), name);
  }

  /** The port of a Flink process's Prometheus endpoint. */
  int metricsPort(String process) {
    return port(METRICS + process);
  }

  /** The names of the ports that a process listens on. */
  static List<String> portsOf(String process) {
    return switch (process) {
      case KAFKA -> List.of(KAFKA, KAFKA_CONTROLLER);
      case REDIS -> List.of(REDIS);
      case ZOOKEEPER -> List.of(ZOOKEEPER);
      case FlinkCluster.JOB_MANAGER -> List.of(WEB, RPC, METRICS + process);
      case FlinkCluster.STANDBY_JOB_MANAGER -> List.of(STANDBY_WEB, METRICS + process);
      default -> List.of(METRICS + process);
    };
  }

  /**
   * Reads a file that {@link #text} wrote.
   *
   * @throws ServerException if it is none, with what is wrong
   */
  static ClusterPlan read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ServerException("cannot read " + file + ": " + e, e);
    }
    if (!"1".equals(properties.getProperty(FORMAT))) {
      throw wrong(file, FORMAT, properties.getProperty(FORMAT), "1, which this release reads");
    }
    int number = number(file, properties, TASK_MANAGERS, 1, MOST_TASK_MANAGERS);
    boolean highlyAvailable = highlyAvailable(file, properties);
    Map<String, Integer> ports = new TreeMap<>();
    for (String name : new ClusterPlan(number, highlyAvailable, Map.of()).names()) {
      ports.put(name, number(file, properties, PORT + name, 1, 65_535));
    }
    return new ClusterPlan(number, highlyAvailable, ports);
  }

  private static boolean highlyAvailable(Path file, Properties properties) {
    String text = properties.getProperty(HIGHLY_AVAILABLE, "false");
    if (!List.of("true", "false").contains(text)) {
      throw wrong(file, HIGHLY_AVAILABLE, text, "true or false");
    }
    return Boolean.parseBoolean(text);
  }

  private static int number(Path file, Properties properties, String key, int least, int most) {
    String text = properties.getProperty(key);
    int value = text != null && text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
    if (value < least || value > most) {
      throw wrong(file, key, text, least + " to " + most);
    }
    return value;
  }

  private static ServerException wrong(
      Path file, String key, @Nullable String found, String expected) {
    String quoted = found == null ? "nothing" : "'" + found + "'";
    return new ServerException(
        file
            + ": found "
            + quoted
            + " at "
            + key
            + ", expected "
            + expected
            + "; correct the file, or name another folder with --dir");
  }

  /** For a file. */
  String text() {
    StringWriter text = new StringWriter();
    text.write("# A local cluster of Renwu: ./renwu cluster up --dir ...\n");
    text.write(FORMAT + "=1\n" + TASK_MANAGERS + "=" + taskManagers + "\n");
    text.write(HIGHLY_AVAILABLE + "=" + highlyAvailable + "\n");
    new TreeMap<>(ports).forEach((name, port) -> text.write(PORT + name + "=" + port + "\n"));
    return text.toString();
  }
}
