package io.renwu.doctor;

import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.inspect.Diagnosis;
import io.renwu.connector.redis.streams.inspect.QueueDoctor;
import io.renwu.connector.redis.streams.inspect.QueueFinding;
import io.renwu.connector.redis.streams.inspect.QueueFinding.Severity;
import io.renwu.flink.FlinkRest;
import io.renwu.job.CollectorJob;
import io.renwu.job.QueueConnection;
import io.renwu.job.SystemAccess;
import io.renwu.job.TaskJob;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaUser;
import io.renwu.timeout.BoundedCall;
import io.renwu.timeout.Patience;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Checks Kafka, Redis with the queue, and Flink for what the jobs need. A server that does not
 * answer is a finding, too.
 */
public final class Doctor {
  /** Practically unlimited: each Redis command has its own timeout. */
  private static final Duration DEEP_EXAMINATION = Duration.ofDays(1);

  private final RenwuConfig config;
  private final Optional<URI> flink;
  private final boolean deep;
  private final List<KafkaUser> users;
  private final Patience patience;
  private final Consumer<String> progress;

  /**
   * Creates an examination.
   *
   * @param flink the address of Flink's REST interface; empty to leave Flink out
   * @param deep whether to unpack every entry of the queue, without a time limit
   * @param users the users whose rights in Kafka the configured user should have
   * @param progress receives lines that name the servers still waited for
   */
  public Doctor(
      RenwuConfig config,
      Optional<URI> flink,
      boolean deep,
      Collection<KafkaUser> users,
      Patience patience,
      Consumer<String> progress) {
    this.config = config;
    this.users = List.copyOf(users);
    this.flink = flink;
    this.deep = deep;
    this.patience = patience;
    this.progress = progress;
  }

  /** Checks all servers at the same time, so that one that hangs does not hide the others. */
  public Diagnosis examine() {
    List<ServerCheck> checks = new ArrayList<>();
    checks.add(
        new ServerCheck(
            "kafka " + config.get(Options.KAFKA_BOOTSTRAP_SERVERS),
            patience.diagnosis(),
            this::kafka,
            "start it, or kill -CONT it if it hangs; check kafka.bootstrap.servers"));
    checks.add(
        new ServerCheck(
            "redis " + config.get(Options.REDIS_URI),
            deep ? DEEP_EXAMINATION : patience.diagnosis(),
            this::redis,
            "start it, or kill -CONT it if it hangs; check redis.uri, redis.username and the"
                + " password"));
    flink.ifPresent(
        address ->
            checks.add(
                new ServerCheck(
                    "flink " + address,
                    patience.diagnosis(),
                    () -> flink(address),
                    "start it; check that the address is a JobManager's REST interface")));
    List<BoundedCall<Diagnosis>> calls = checks.stream().map(ServerCheck::begin).toList();
    BoundedCall.await(calls, progress);
    List<Diagnosis> parts = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      parts.add(checks.get(i).result(calls.get(i)));
    }
    if (flink.isEmpty()) {
      String unchecked = "Flink and the jobs: --flink is not given, and there is no local cluster";
      parts.add(new Diagnosis(0, 0, 0, List.of(), List.of(unchecked)));
    }
    return merge(parts);
  }

  private static Diagnosis merge(List<Diagnosis> parts) {
    return new Diagnosis(
        parts.stream().mapToInt(Diagnosis::servers).sum(),
        parts.stream().mapToInt(Diagnosis::streams).sum(),
        parts.stream().mapToLong(Diagnosis::entries).sum(),
        parts.stream()
            .flatMap(part -> part.findings().stream())
            .sorted(Comparator.comparing(QueueFinding::severity))
            .toList(),
        parts.stream().flatMap(part -> part.unchecked().stream()).toList());
  }

  private Diagnosis kafka() {
    return new KafkaCheckup(config, users, patience).examine();
  }

  private Diagnosis redis() throws IOException {
    SystemAccess access = new SystemAccess(config);
    return QueueConnection.queue(
        access.redis(),
        patience.answer(),
        (QueueAccess queue) -> new QueueDoctor(queue, access.expectations(), deep).examine());
  }

  private Diagnosis flink(URI address) {
    FlinkFacts facts =
        FlinkFacts.of(
            FlinkRest.withTimeout(address, patience.answer()),
            List.of(CollectorJob.NAME, TaskJob.NAME));
    return new Diagnosis(
        1 + facts.overview().taskManagers(),
        0,
        0,
        List.copyOf(FlinkFindings.of(facts, config, Instant.now())),
        List.of());
  }

  /**
   * The check of one server. A server that does not answer is a finding.
   *
   * @param most the time limit
   * @param advice for a server that does not answer
   */
  private record ServerCheck(
      String subject, Duration most, Callable<Diagnosis> questions, String advice) {
    BoundedCall<Diagnosis> begin() {
      return BoundedCall.begin(subject, most, questions);
    }

    Diagnosis result(BoundedCall<Diagnosis> call) {
      try {
        return call.answer();
      } catch (IOException | RuntimeException e) {
        String why = e.getMessage() == null ? e.toString() : e.getMessage();
        String found = why.lines().findFirst().orElse("");
        QueueFinding silent =
            new QueueFinding(Severity.ERROR, "answer", subject, found, "an answer", advice);
        return new Diagnosis(0, 0, 0, List.of(silent), List.of());
      }
    }
  }
}
