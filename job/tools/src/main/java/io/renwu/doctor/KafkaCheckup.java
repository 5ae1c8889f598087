package io.renwu.doctor;

import io.renwu.access.CommandTimeouts;
import io.renwu.connector.redis.streams.inspect.Diagnosis;
import io.renwu.connector.redis.streams.inspect.QueueFinding;
import io.renwu.connector.redis.streams.inspect.QueueFinding.Severity;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.ConsumerGroups;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.KafkaFailure;
import io.renwu.job.kafka.KafkaRight;
import io.renwu.job.kafka.KafkaUser;
import io.renwu.timeout.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Examines Kafka. Not thread-safe. */
final class KafkaCheckup {
  private static final String CLIENT = "kafka.client.";

  private final RenwuConfig config;
  private final SystemAccess access;
  private final Collection<KafkaUser> users;
  private final Patience patience;
  private final List<QueueFinding> findings = new ArrayList<>();
  private final List<String> unchecked = new ArrayList<>();

  KafkaCheckup(RenwuConfig config, Collection<KafkaUser> users, Patience patience) {
    this.config = config;
    this.access = new SystemAccess(config);
    this.users = users;
    this.patience = patience;
  }

  /** Examines Kafka. If no broker answers, that is a finding. */
  Diagnosis examine() {
    int brokers = examineBrokers();
    return new Diagnosis(brokers, 0, 0, findings, unchecked);
  }

  /** Returns the number of brokers. */
  private int examineBrokers() {
    KafkaAccess kafka = CommandTimeouts.withTimeouts(access.kafkaClient(), patience);
    Set<String> needed = KafkaFindings.neededTopics(config);
    try (Admin admin = kafka.admin()) {
      KafkaFacts facts = KafkaInspector.inspect(admin, needed, kafka.topics()::isBehavior);
      findings.addAll(KafkaFindings.of(facts, config));
      if (facts.maxTransactionMillis() == null) {
        unchecked.add("transaction.max.timeout.ms: the user may not read brokers' settings");
      }
      checkRights(admin, facts, needed);
      return facts.brokers();
    } catch (IOException | ExecutionException | RuntimeException e) {
      addFailure(KafkaFailure.root(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      addFailure(e);
    }
    return 0;
  }

  private void checkRights(Admin admin, KafkaFacts facts, Set<String> needed)
      throws ExecutionException, InterruptedException {
    String idPrefix = access.kafkaIdPrefix();
    Set<KafkaRight> rights = new LinkedHashSet<>();
    users.forEach(user -> rights.addAll(user.rights(access.topicNames(), idPrefix)));
    Set<String> samples = new LinkedHashSet<>(needed);
    samples.addAll(facts.topics().keySet());
    samples.add(ConsumerGroups.collector(idPrefix));
    for (KafkaRight right : new RightsInspector(admin).missing(rights, samples)) {
      findings.add(missingRight(right));
    }
  }

  private QueueFinding missingRight(KafkaRight right) {
    String who = users.stream().map(KafkaUser::word).sorted().collect(Collectors.joining(", "));
    String name = right.name().isEmpty() ? "" : " " + right.name();
    return new QueueFinding(
        Severity.ERROR,
        "acl",
        "kafka " + right.resource().word() + name + (right.prefixed() ? "…" : ""),
        "this user may not " + right.operation(),
        "the rights of " + who + " in docs/security.md",
        "kafka-acls.sh --add --allow-principal User:… " + right.options());
  }

  private void addFailure(Throwable why) {
    if (why instanceof SslAuthenticationException) {
      addFailure("tls", why, "a TLS handshake that succeeds", "check " + CLIENT + "ssl.*");
    } else if (why instanceof AuthenticationException) {
      String login = CLIENT + "sasl.mechanism and " + CLIENT + "sasl.jaas.config";
      addFailure("login", why, "a login that Kafka accepts", "check " + login);
    } else {
      String advice =
          "start it, or kill -CONT it if it hangs; check kafka.bootstrap.servers and "
              + CLIENT
              + "security.protocol";
      addFailure("answer", why, "an answer", advice);
    }
  }

  private void addFailure(String check, Throwable why, String expected, String advice) {
    findings.add(
        new QueueFinding(
            Severity.ERROR,
            check,
            "kafka " + config.get(Options.KAFKA_BOOTSTRAP_SERVERS),
            KafkaFailure.reason(why).lines().findFirst().orElse(""),
            expected,
            advice));
  }
}
