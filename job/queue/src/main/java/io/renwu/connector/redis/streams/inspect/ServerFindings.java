package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.client.Durability;
import io.renwu.connector.redis.streams.client.ServerFacts;
import io.renwu.connector.redis.streams.client.ServerInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Checks a server that holds a queue. Does no I/O. */
public final class ServerFindings {
  /** Arguments: the value and the name of a setting. */
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

  /** Checks what both jobs see of a server; they refuse a server with an error. */
  public static List<QueueFinding> of(ServerInfo server, Durability durability, String subject) {
    ServerFindings found = new ServerFindings(subject);
    found.checkFitness(server, durability);
    return found.findings;
  }

  /**
   * Refuses a server that is not fit for a queue.
   *
   * @param refusal the beginning of a refusal's message
   * @param warning receives each warning as one sentence
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

  /** Checks everything that a server reports of itself. */
  public static List<QueueFinding> of(ServerFacts facts, QueueExpectations expected) {
    ServerFindings found = new ServerFindings(facts.address());
    found.checkFitness(facts.server(), expected.durability());
    found.checkRole(facts);
    found.checkReplicas(facts, expected.durability().replicas());
    found.checkMemory(facts, expected);
    found.checkPersistence(facts);
    found.checkClock(facts);
    return found.findings;
  }

  private void checkFitness(ServerInfo server, Durability durability) {
    if (server.evicts()) {
      error(
          "maxmemory-policy",
          "maxmemory-policy is " + server.evictionPolicy(),
          NO_EVICTION + ": with any other policy the server drops streams when memory is short",
          SET_IT_TO.formatted(NO_EVICTION, "maxmemory-policy"));
    } else if (!server.evictionPolicy().equals(NO_EVICTION)) {
      warning(
          "maxmemory-policy",
          "maxmemory-policy is unknown",
          NO_EVICTION + ": with any other policy the server drops streams when memory is short",
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

  private void checkRole(ServerFacts facts) {
    if (!facts.text("role").equals("master")) {
      error(
          "role",
          "role is " + facts.text("role"),
          "master: a replica refuses writes",
          "let redis.uri name the master, its Sentinels or the cluster");
    }
    if (facts.number("loading") != 0) {
      warning(
          "loading",
          "the server is loading its data",
          "a loaded server",
          "wait until it is loaded");
    }
    if (!facts.clusterState().isEmpty() && !facts.clusterState().equals(OK)) {
      error(
          "cluster-state",
          "cluster_state is " + facts.clusterState(),
          OK,
          "look for nodes that are down: redis-cli cluster nodes");
    }
  }

  private void checkReplicas(ServerFacts facts, int wanted) {
    long connected = facts.number("connected_slaves");
    if (connected < wanted) {
      error(
          "replicas",
          connected + " replicas are connected",
          "at least queue.wait.replicas = " + wanted + ": checkpoints of the collector fail",
          "start the missing replicas");
    }
    long least = Long.parseLong(facts.config().getOrDefault("min-replicas-to-write", "0"));
    if (connected < least) {
      error(
          "min-replicas-to-write",
          connected + " replicas are connected",
          "at least min-replicas-to-write = " + least + ": the server refuses every write",
          "start the missing replicas");
    }
  }

  private void checkMemory(ServerFacts facts, QueueExpectations expected) {
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
          "less than queue.max.memory: the collector stops reading, and Kafka keeps the rest",
          "let the task job catch up (renwu rate get), trim (renwu queue trim), or add memory");
    } else if (percent >= HIGH_MEMORY_PERCENT) {
      warning(
          "maxmemory",
          used,
          "less than "
              + HIGH_MEMORY_PERCENT
              + " % of maxmemory = "
              + AmountText.bytes(server.maxMemoryBytes())
              + ": a full server refuses appends",
          "raise maxmemory, or set queue.max.memory so that the collector stops reading earlier");
    }
    if (facts.number("evicted_keys") > 0) {
      error(
          "evicted-keys",
          facts.number("evicted_keys") + " keys were dropped since the server's start",
          "0: streams may be among them",
          "set maxmemory-policy to noeviction; what is missing is appended again from Kafka");
    }
  }

  private void checkPersistence(ServerFacts facts) {
    if (facts.config().getOrDefault("appendfsync", "").equals("no")) {
      warning(
          "appendfsync",
          "appendfsync is no",
          "everysec or always: with no, a crash of the machine loses unwritten data",
          SET_IT_TO.formatted("everysec", "appendfsync"));
    }
    checkStatus(facts, "aof_last_write_status", "writing the append-only file");
    checkStatus(facts, "aof_last_bgrewrite_status", "rewriting the append-only file");
    checkStatus(facts, "rdb_last_bgsave_status", "saving");
  }

  private void checkStatus(ServerFacts facts, String field, String what) {
    String status = facts.text(field);
    if (!status.isEmpty() && !status.equals(OK)) {
      error(
          field.replace('_', '-'),
          field + " is " + status,
          OK + ": " + what + " failed last time; a server that cannot save refuses writes",
          "read the server's log; its disk may be full");
    }
  }

  private void checkClock(ServerFacts facts) {
    Long ahead = facts.clockAheadMillis();
    if (ahead != null && Math.abs(ahead) > MOST_SKEW_MILLIS) {
      warning(
          "clock",
          "its clock is "
              + AmountText.span(Math.abs(ahead))
              + (ahead > 0 ? " ahead of" : " behind")
              + " this machine's",
          "at most " + AmountText.span(MOST_SKEW_MILLIS) + ": ages are computed from both clocks",
          "synchronize both clocks by NTP");
    }
  }

  private void error(String check, String found, String expected, String advice) {
    findings.add(QueueFinding.error(check, subject, found, expected, advice));
  }

  private void warning(String check, String found, String expected, String advice) {
    findings.add(QueueFinding.warning(check, subject, found, expected, advice));
  }
}
