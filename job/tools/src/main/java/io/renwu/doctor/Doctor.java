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
import io.renwu.patience.BoundedCall;
import io.renwu.patience.Patience;
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
 * Looks at Kafka, at Redis with the queue, and at Flink for what the jobs need. A server that does
 * not answer is a finding, too.
 */
public final class Doctor {
  /** Every command has its own time, so that a server that falls silent ends it. */
  private static final Duration DEEP = Duration.ofDays(1);

  private final RenwuConfig config;
  private final Optional<URI> flink;
  private final boolean deep;
  private final List<KafkaUser> users;
  private final Patience patience;
  private final Consumer<String> progress;

  /**
   * One examination.
   *
   * @param flink the address of Flink's REST interface; empty to leave Flink out
   * @param deep unpacks every entry of the queue, however long that takes
   * @param users whose rights in Kafka the settings' user should have
   * @param progress told what is waited for, a line each
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

  /** Everything: all servers at the same time, so that one that hangs hides no other. */
  public Diagnosis examine() {
    List<Visit> visits = new ArrayList<>();
    visits.add(
        new Visit(
            "kafka " + config.get(Options.KAFKA_BOOTSTRAP_SERVERS),
            patience.examination(),
            this::kafka,
            "start it, or kill -CONT it where it hangs; is kafka.bootstrap.servers right"));
    visits.add(
        new Visit(
            "redis " + config.get(Options.REDIS_URI),
            deep ? DEEP : patience.examination(),
            this::redis,
            "start it, or kill -CONT it where it hangs; are redis.uri, redis.username and the password right"));
    flink.ifPresent(
        address ->
            visits.add(
                new Visit(
                    "flink " + address,
                    patience.examination(),
                    () -> flink(address),
                    "start it; is the address that of a JobManager's REST interface")));
    List<BoundedCall<Diagnosis>> looks = visits.stream().map(Visit::begin).toList();
    BoundedCall.await(looks, progress);
    List<Diagnosis> found = new ArrayList<>();
    for (int i = 0; i < looks.size(); i++) {
      found.add(visits.get(i).result(looks.get(i)));
    }
    if (flink.isEmpty()) {
      found.add(
          new Diagnosis(
              0, 0, 0, List.of(), List.of("Flink and the jobs: no --flink, and no local cluster")));
    }
    return together(found);
  }

  private static Diagnosis together(List<Diagnosis> access) {
    return new Diagnosis(
        access.stream().mapToInt(Diagnosis::servers).sum(),
        access.stream().mapToInt(Diagnosis::streams).sum(),
        access.stream().mapToLong(Diagnosis::entries).sum(),
        access.stream()
            .flatMap(part -> part.findings().stream())
            .sorted(Comparator.comparing(QueueFinding::severity))
            .toList(),
        access.stream().flatMap(part -> part.unchecked().stream()).toList());
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
            FlinkRest.forLook(address, patience.answer()),
            List.of(CollectorJob.NAME, TaskJob.NAME));
    return new Diagnosis(
        1 + facts.overview().taskManagers(),
        0,
        0,
        List.copyOf(FlinkFindings.of(facts, config, Instant.now())),
        List.of());
  }

  /**
   * The look at one server; one that does not answer is a finding.
   *
   * @param advice where it does not
   */
  private record Visit(
      String subject, Duration most, Callable<Diagnosis> questions, String advice) {
    BoundedCall<Diagnosis> begin() {
      return BoundedCall.begin(subject, most, questions);
    }

    Diagnosis result(BoundedCall<Diagnosis> look) {
      try {
        return look.answer();
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
