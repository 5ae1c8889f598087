package io.renwu.doctor;

import io.renwu.access.CommandTimes;
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
import io.renwu.patience.Patience;
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

/** The part of an examination that looks at Kafka. Not thread-safe. */
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

  /** Looks; where no broker answers, that is the finding. */
  Diagnosis examine() {
    int brokers = look();
    return new Diagnosis(brokers, 0, 0, findings, unchecked);
  }

  private int look() {
    KafkaAccess kafka = CommandTimes.withTimeouts(access.kafkaClient(), patience);
    Set<String> needed = KafkaFindings.needed(config);
    try (Admin admin = kafka.admin()) {
      KafkaFacts facts = KafkaInspector.at(admin, needed, kafka.topics()::isBehavior);
      findings.addAll(KafkaFindings.of(facts, config));
      if (facts.maxTransactionMillis() == null) {
        unchecked.add("transaction.max.timeout.ms: the user may not read brokers' settings");
      }
      rights(admin, facts, needed);
      return facts.brokers();
    } catch (IOException | ExecutionException | RuntimeException e) {
      failed(KafkaFailure.root(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed(e);
    }
    return 0;
  }

  private void rights(Admin admin, KafkaFacts facts, Set<String> needed)
      throws ExecutionException, InterruptedException {
    String idPrefix = access.kafkaIdPrefix();
    Set<KafkaRight> rights = new LinkedHashSet<>();
    users.forEach(user -> rights.addAll(user.rights(access.topicNames(), idPrefix)));
    Set<String> samples = new LinkedHashSet<>(needed);
    samples.addAll(facts.topics().keySet());
    samples.add(ConsumerGroups.collector(idPrefix));
    for (KafkaRight right : new RightsInspector(admin).missing(rights, samples)) {
      findings.add(missing(right));
    }
  }

  private QueueFinding missing(KafkaRight right) {
    String who = users.stream().map(KafkaUser::word).sorted().collect(Collectors.joining(", "));
    String name = right.name().isEmpty() ? "" : " " + right.name();
    return new QueueFinding(
        Severity.ERROR,
        "acl",
        "kafka " + right.resource().word() + name + (right.prefixed() ? "…" : ""),
        "this user may not " + right.operation(),
        "what " + who + " needs: docs/security.md",
        "kafka-acls.sh --add --allow-principal User:… " + right.options());
  }

  private void failed(Throwable why) {
    if (why instanceof SslAuthenticationException) {
      found("tls", why, "a TLS handshake that succeeds", "are " + CLIENT + "ssl.* right");
    } else if (why instanceof AuthenticationException) {
      String login = CLIENT + "sasl.mechanism and " + CLIENT + "sasl.jaas.config";
      found("login", why, "a login that Kafka accepts", "are " + login + " right");
    } else {
      String protocol = CLIENT + "security.protocol";
      String right =
          "start it, or kill -CONT it where it hangs; are kafka.bootstrap.servers and "
              + protocol
              + " right";
      found("answer", why, "an answer", right);
    }
  }

  private void found(String check, Throwable why, String expected, String advice) {
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
