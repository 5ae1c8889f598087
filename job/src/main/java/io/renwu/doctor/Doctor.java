package io.renwu.doctor;

import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.inspect.Diagnosis;
import io.renwu.connector.redis.streams.inspect.Finding;
import io.renwu.connector.redis.streams.inspect.Finding.Severity;
import io.renwu.connector.redis.streams.inspect.QueueDoctor;
import io.renwu.job.CollectorJob;
import io.renwu.job.JobParts;
import io.renwu.job.QueueVisit;
import io.renwu.job.TaskJob;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaUser;
import io.renwu.server.FlinkRest;
import io.renwu.server.ServerException;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks at Kafka, at Redis with the queue, and at Flink for what the jobs need. A server that does
 * not answer is a finding, too.
 */
public final class Doctor {
  private final RenwuConfig config;
  private final Optional<URI> flink;
  private final boolean deep;
  private final List<KafkaUser> users;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> unchecked = new ArrayList<>();
  private int servers;
  private int streams;
  private long entries;

  /**
   * One examination.
   *
   * @param flink the address of Flink's REST interface; empty to leave Flink out
   * @param deep unpacks every entry of the queue
   * @param users whose rights in Kafka the settings' user should have
   */
  public Doctor(
      RenwuConfig config, Optional<URI> flink, boolean deep, Collection<KafkaUser> users) {
    this.config = config;
    this.users = List.copyOf(users);
    this.flink = flink;
    this.deep = deep;
  }

  /** Everything. */
  public Diagnosis examine() {
    kafka();
    redis();
    flink.ifPresentOrElse(
        this::flink, () -> unchecked.add("Flink and the jobs: no --flink, and no local cluster"));
    findings.sort(Comparator.comparing(Finding::severity));
    return new Diagnosis(servers, streams, entries, findings, unchecked);
  }

  private void kafka() {
    KafkaCheckup checkup = new KafkaCheckup(config, users);
    servers += checkup.examine();
    findings.addAll(checkup.findings());
    unchecked.addAll(checkup.unchecked());
  }

  private void redis() {
    JobParts parts = new JobParts(config);
    try {
      Diagnosis queue =
          QueueVisit.queue(
              parts.redis(),
              (QueueAccess access) ->
                  new QueueDoctor(access, parts.expectations(), deep).examine());
      servers += queue.servers();
      streams = queue.streams();
      entries = queue.entries();
      findings.addAll(queue.findings());
      unchecked.addAll(queue.unchecked());
    } catch (IOException | RuntimeException e) {
      silent(
          "redis " + config.get(Options.REDIS_URI),
          e,
          "start it; are redis.uri, redis.username and the password right");
    }
  }

  private void flink(URI address) {
    try {
      FlinkFacts facts =
          FlinkFacts.of(new FlinkRest(address), List.of(CollectorJob.NAME, TaskJob.NAME));
      servers += 1 + facts.overview().taskManagers();
      findings.addAll(FlinkFindings.of(facts, config, Instant.now()));
    } catch (ServerException e) {
      silent(
          "flink " + address, e, "start it; is the address that of a JobManager's REST interface");
    }
  }

  private void silent(String subject, Exception failure, String advice) {
    String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    findings.add(
        new Finding(
            Severity.ERROR,
            "answer",
            subject,
            why.lines().findFirst().orElse(""),
            "an answer",
            advice));
  }
}
