package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.client.Durability;
import io.renwu.connector.redis.streams.client.ServerFacts;
import io.renwu.connector.redis.streams.client.ServerInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is wrong with a server that holds a queue. Does no I/O. */
public final class ServerFindings {
  /** Value and name of a setting. */
  private static final String SET_IT_TO = "set it to %1$s: CONFIG SET %2$s %1$s, and in redis.conf";

  private static final String NO_EVICTION = "noeviction";
  private static final int OLDEST_MAJOR = 7;
  private static final long MOST_SKEW_MILLIS = 2_000;
  private static final int HIGH_MEMORY_PERCENT = 90;
  private static final String OK = "ok";

  private final String subject;
  private final List<QueueFinding> findings = new ArrayList<>();

  private ServerFindings(String subject) {
    this.subject = subject;
  }

  /** By what both jobs see of a server: an error means that they refuse it. */
  public static List<QueueFinding> of(ServerInfo server, Durability durability, String subject) {
    ServerFindings found = new ServerFindings(subject);
    found.fitness(server, durability);
    return found.findings;
  }

  /**
   * Refuses a server that is not fit for a queue.
   *
   * @param refusal what the message of a refusal begins with
   * @param warning takes what else may lose records, a sentence each
   * @throws IOException with the reason
   */
  public static void require(
      ServerInfo server,
      Durability durability,
      String subject,
      String refusal,
      Consumer<String> warning)
      throws IOException {
    for (QueueFinding finding : of(server, durability, subject)) {
      if (finding.isError()) {
        throw new IOException(refusal + ": " + finding.text());
      }
      warning.accept(finding.text());
    }
  }

  /** By all that a server says of itself. */
  public static List<QueueFinding> of(ServerFacts facts, QueueExpectations expected) {
    ServerFindings found = new ServerFindings(facts.address());
    found.fitness(facts.server(), expected.durability());
    found.role(facts);
    found.replicas(facts, expected.durability().replicas());
    found.memory(facts, expected);
    found.persistence(facts);
    found.clock(facts);
    return found.findings;
  }

  private void fitness(ServerInfo server, Durability durability) {
    if (server.evicts()) {
      error(
          "maxmemory-policy",
          "maxmemory-policy is " + server.evictionPolicy(),
          NO_EVICTION + ": with any other the server drops streams when memory is short",
          SET_IT_TO.formatted(NO_EVICTION, "maxmemory-policy"));
    } else if (!server.evictionPolicy().equals(NO_EVICTION)) {
      warning(
          "maxmemory-policy",
          "maxmemory-policy is not told",
          NO_EVICTION + ": with any other the server drops streams when memory is short",
          SET_IT_TO.formatted(NO_EVICTION, "maxmemory-policy"));
    }
    if (durability.appendOnlyFile() && !server.isAtLeast(7, 2)) {
      error(
          "version",
          "version is " + server.version(),
          "7.2 or later: waiting for the append-only file (WAITAOF) needs 7.2",
          "upgrade the server, or set queue.wait.aof to false");
    } else if (!server.isAtLeast(OLDEST_MAJOR, 0)) {
      warning(
          "version",
          "version is " + server.version(),
          OLDEST_MAJOR + ".0 or later, the oldest tested",
          "upgrade the server");
    }
    if (!server.appendOnly()) {
      String found = "appendonly is off";
      String expected = "yes: without it a restart of the server loses the queue";
      String advice = SET_IT_TO.formatted("yes", "appendonly");
      if (durability.appendOnlyFile()) {
        error("appendonly", found, expected, advice);
      } else {
        warning("appendonly", found, expected, advice);
      }
    }
  }

  private void role(ServerFacts facts) {
    if (!facts.text("role").equals("master")) {
      error(
          "role",
          "role is " + facts.text("role"),
          "master: a replica takes no writes",
          "let redis.uri name the master, its Sentinels or the cluster");
    }
    if (facts.number("loading") != 0) {
      warning("loading", "the server loads its data", "a server that has", "wait until it has");
    }
    if (!facts.clusterState().isEmpty() && !facts.clusterState().equals(OK)) {
      error(
          "cluster-state",
          "cluster_state is " + facts.clusterState(),
          OK,
          "look for nodes that are down: redis-cli cluster nodes");
    }
  }

  private void replicas(ServerFacts facts, int wanted) {
    long connected = facts.number("connected_slaves");
    if (connected < wanted) {
      error(
          "replicas",
          connected + " replicas are connected",
          "at least queue.wait.replicas = " + wanted + ": checkpoints of the collector fail",
          "start the replicas that are missing");
    }
    long least = Long.parseLong(facts.config().getOrDefault("min-replicas-to-write", "0"));
    if (connected < least) {
      error(
          "min-replicas-to-write",
          connected + " replicas are connected",
          "at least min-replicas-to-write = " + least + ": the server refuses every write",
          "start the replicas that are missing");
    }
  }

  private void memory(ServerFacts facts, QueueExpectations expected) {
    ServerInfo server = facts.server();
    long percent =
        server.maxMemoryBytes() == 0
            ? 0
            : Math.round(100.0 * server.usedMemoryBytes() / server.maxMemoryBytes());
    String used = AmountText.bytes(server.usedMemoryBytes()) + " of memory are in use";
    if (expected.memoryReached().test(server)) {
      warning(
          "queue.max.memory",
          used,
          "less than queue.max.memory: the collector holds all partitions, Kafka keeps the rest",
          "let the task job catch up (renwu rate get), trim (renwu queue trim), or give memory");
    } else if (percent >= HIGH_MEMORY_PERCENT) {
      warning(
          "maxmemory",
          used,
          "less than "
              + HIGH_MEMORY_PERCENT
              + " % of maxmemory = "
              + AmountText.bytes(server.maxMemoryBytes())
              + ": a full server refuses appends",
          "raise maxmemory, or set queue.max.memory so that the collector waits before that");
    }
    if (facts.number("evicted_keys") > 0) {
      error(
          "evicted-keys",
          facts.number("evicted_keys") + " keys were dropped since the server's start",
          "0: streams may be among them",
          "set maxmemory-policy to noeviction; what is missing is appended again from Kafka");
    }
  }

  private void persistence(ServerFacts facts) {
    if (facts.config().getOrDefault("appendfsync", "").equals("no")) {
      warning(
          "appendfsync",
          "appendfsync is no",
          "everysec or always: with no a crash of the machine loses what its system had not written",
          SET_IT_TO.formatted("everysec", "appendfsync"));
    }
    status(facts, "aof_last_write_status", "writing the append-only file");
    status(facts, "aof_last_bgrewrite_status", "rewriting the append-only file");
    status(facts, "rdb_last_bgsave_status", "saving");
  }

  private void status(ServerFacts facts, String field, String what) {
    String status = facts.text(field);
    if (!status.isEmpty() && !status.equals(OK)) {
      error(
          field.replace('_', '-'),
          field + " is " + status,
          OK + ": " + what + " failed the last time; a server that cannot save refuses writes",
          "look into the server's log; its disk may be full");
    }
  }

  private void clock(ServerFacts facts) {
    Long ahead = facts.clockAheadMillis();
    if (ahead != null && Math.abs(ahead) > MOST_SKEW_MILLIS) {
      warning(
          "clock",
          "its clock is "
              + AmountText.span(Math.abs(ahead))
              + (ahead > 0 ? " before" : " behind")
              + " this machine's",
          "at most " + AmountText.span(MOST_SKEW_MILLIS) + ": ages are counted by either",
          "let both keep their time by NTP");
    }
  }

  private void error(String check, String found, String expected, String advice) {
    findings.add(QueueFinding.error(check, subject, found, expected, advice));
  }

  private void warning(String check, String found, String expected, String advice) {
    findings.add(QueueFinding.warning(check, subject, found, expected, advice));
  }
}
