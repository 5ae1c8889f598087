package io.renwu.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.access.TopicContents;
import io.renwu.demo.DrainCheck;
import io.renwu.job.CollectorJob;
import io.renwu.job.SystemAccess;
import io.renwu.job.TaskJob;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.KafkaRight;
import io.renwu.job.kafka.KafkaUser;
import io.renwu.job.kafka.TopicCreator;
import io.renwu.job.kafka.TopicNames;
import io.renwu.server.RedisServer;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks on a Kafka with SASL, TLS and ACLs that each user needs exactly the rights of
 * docs/security.md.
 */
class KafkaSecurityIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final TopicNames TOPICS = TopicNames.DEFAULT;
  private static final String TASK =
      "{\"taskId\":\"login-once\",\"version\":%d,"
          + "\"objectives\":[{\"id\":\"l\",\"behaviors\":[\"login\"],\"target\":1}],"
          + "\"rewards\":[{\"rewardId\":\"points\",\"type\":\"POINTS\",\"amount\":10}]}";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @TempDir static Path folder;
  private static SecuredKafka kafka;
  private static RedisServer redis;
  private static Map<KafkaUser, List<KafkaRight>> table;
  private final List<JobClient> jobs = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    table = AclTable.read();
    redis = RedisServer.startNew(folder, RedisServer.Fsync.EVERY_SECOND);
    kafka = new SecuredKafka(folder);
    List<String> topics = new ArrayList<>(TOPICS.ofTaskJob());
    topics.add(TOPICS.behavior("login"));
    new TopicCreator(kafka.access(), 1, Optional.empty()).ensure(topics, true);
  }

  @AfterAll
  static void stop() {
    kafka.close();
    redis.close();
  }

  @BeforeEach
  void grantTheRightsOfTheDocs() throws Exception {
    for (KafkaUser user : KafkaUser.values()) {
      allow(user.word(), table.get(user));
    }
  }

  @AfterEach
  void cancelJobs() {
    jobs.forEach(job -> job.cancel().handle((done, failure) -> null).join());
  }

  private static Set<AclBinding> acls(String principal, List<KafkaRight> rights) {
    return Set.copyOf(rights.stream().map(right -> SecuredKafka.acl(principal, right)).toList());
  }

  private static void allow(String principal, List<KafkaRight> rights) throws Exception {
    try (Admin admin = kafka.access().admin()) {
      Set<AclBinding> acls = acls(principal, rights);
      admin.createAcls(acls).all().get();
      awaitAcls(admin, all -> all.containsAll(acls));
    }
  }

  private static void forbid(KafkaUser user, List<KafkaRight> rights) throws Exception {
    try (Admin admin = kafka.access().admin()) {
      Set<AclBinding> acls = acls(user.word(), rights);
      admin.deleteAcls(acls.stream().map(AclBinding::toFilter).toList()).all().get();
      awaitAcls(admin, all -> acls.stream().noneMatch(all::contains));
    }
  }

  private static void forbid(KafkaUser user, String resource, String operation) throws Exception {
    List<KafkaRight> rights =
        table.get(user).stream()
            .filter(right -> right.name().equals(resource) && right.operation().equals(operation))
            .toList();
    assertThat(rights).hasSize(1);
    forbid(user, rights);
  }

  private static void awaitAcls(Admin admin, Predicate<Collection<AclBinding>> expected) {
    Await.until(
        "the ACLs to be in force",
        PATIENCE,
        () -> admin.describeAcls(AclBindingFilter.ANY).values().get(),
        expected);
  }

  private static Map<String, String> settings(KafkaUser user) throws Exception {
    return with(kafka.login(user));
  }

  private static Map<String, String> with(Map<String, String> login) {
    Map<String, String> settings = new HashMap<>(login);
    settings.put("redis.uri", redis.uri());
    settings.put("collector.behaviors", "login");
    settings.put("kafka.topics.create", "false");
    settings.put("job.parallelism", "1");
    return settings;
  }

  private static RenwuConfig config(Map<String, String> settings) {
    return RenwuConfig.load(Optional.empty(), settings, Map.of());
  }

  private static KafkaAccess access(KafkaUser user) throws Exception {
    return new SystemAccess(config(settings(user))).kafkaClient();
  }

  private static CliRun run(Map<String, String> settings, String... command) {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(RenwuConfig.argumentsOf(settings));
    return CliRun.of(folder, args.toArray(String[]::new));
  }

  private static CliRun run(KafkaUser user, String... command) throws Exception {
    return run(settings(user), command);
  }

  @FunctionalInterface
  private interface Job {
    void define(StreamExecutionEnvironment env, RenwuConfig config) throws IOException;
  }

  private static StreamExecutionEnvironment environment(Job job, Map<String, String> settings)
      throws Exception {
    Configuration flink = new Configuration();
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.enableCheckpointing(300);
    Map<String, String> fresh = new HashMap<>(settings);
    fresh.put("job.fresh", "true");
    job.define(env, config(fresh));
    return env;
  }

  private JobClient start(Job job, KafkaUser user) throws Exception {
    return start(job, settings(user));
  }

  private JobClient start(Job job, Map<String, String> settings) throws Exception {
    JobClient client = environment(job, settings).executeAsync();
    jobs.add(client);
    return client;
  }

  private static void login(TopicNames topics, String who) throws Exception {
    String event = "{\"eventId\":\"%s\",\"userId\":\"%s\",\"time\":%d}";
    byte[] value = event.formatted(who, who, System.currentTimeMillis()).getBytes(UTF_8);
    try (KafkaProducer<byte[], byte[]> producer = kafka.access().producer()) {
      producer
          .send(new ProducerRecord<>(topics.behavior("login"), who.getBytes(UTF_8), value))
          .get();
    }
  }

  private static String task(int version) throws IOException {
    return Files.writeString(folder.resolve("task.json"), TASK.formatted(version)).toString();
  }

  @Test
  void eachUserCanDoItsPart() throws Exception {
    JobClient collector = start(CollectorJob::define, KafkaUser.COLLECTOR);
    JobClient tasks = start(TaskJob::define, KafkaUser.TASKS);
    CliRun published = run(KafkaUser.PUBLISHER, "publish", "--wait", "PT1M", task(1));
    assertThat(published.exitCode()).as(published.err()).isZero();

    int[] users = {0};
    Await.until(
        "a grant that the consumer sees",
        PATIENCE,
        () -> {
          login(TOPICS, "u" + users[0]++);
          return TopicContents.read(access(KafkaUser.CONSUMER), TOPICS.grants()::equals);
        },
        grants -> !grants.isEmpty());

    holdsNoSecret(savepoint(collector, "collector"));
    holdsNoSecret(savepoint(tasks, "tasks"));
    good(run(KafkaUser.VIEWER, "explain", "u0", "login-once"));
    good(run(KafkaUser.VIEWER, "diff", "published", task(1)));
    good(run(KafkaUser.OPERATOR, "queue", "accept-loss", "behavior.login:0"));
    good(run(KafkaUser.OPERATOR, "rate", "get"));
    replays();
    for (KafkaUser user : KafkaUser.values()) {
      assertThat(run(user, "doctor", "--as", user.word()).out())
          .doesNotContain("this user may not");
    }
  }

  private static void replays() throws Exception {
    String now = Instant.now().toString();
    CliRun replay =
        run(
            KafkaUser.OPERATOR,
            "replay",
            "--emit",
            "--from",
            "2020-01-01T00:00:00Z",
            "--to",
            now,
            "--despite",
            "retention,lag,queue,transactions,budget");
    assertThat(replay.exitCode()).as(replay.out() + replay.err()).isNotEqualTo(ExitCodes.FAILED);
  }

  private static void good(CliRun run) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  private static List<byte[]> savepoint(JobClient job, String name) throws Exception {
    String place =
        job.triggerSavepoint(folder.resolve(name).toString(), SavepointFormatType.CANONICAL).get();
    List<byte[]> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(Path.of(URI.create(place)))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.add(Files.readAllBytes(file));
      }
    }
    assertThat(files).isNotEmpty();
    return files;
  }

  private static void holdsNoSecret(List<byte[]> bytes) {
    for (byte[] some : bytes) {
      assertThat(new String(some, ISO_8859_1)).doesNotContain(SecuredKafka.SECRET);
    }
  }

  @Test
  void flinkShowsNoSecretInJobGraphsAndSettings() throws Exception {
    holdsNoSecret(environment(TaskJob::define, settings(KafkaUser.TASKS)));
    holdsNoSecret(environment(CollectorJob::define, settings(KafkaUser.COLLECTOR)));
  }

  private static void holdsNoSecret(StreamExecutionEnvironment env) throws Exception {
    byte[] graph = InstantiationUtil.serializeObject(env.getStreamGraph(false).getJobGraph());
    assertThat(new String(graph, ISO_8859_1)).contains("RENWU_KAFKA_CLIENT_SASL_JAAS_CONFIG");
    holdsNoSecret(List.of(graph));
    assertThat(env.getConfig().getGlobalJobParameters().toMap().toString())
        .contains("kafka.client.security.protocol")
        .doesNotContain(SecuredKafka.SECRET);
  }

  @Test
  void failsWithoutOneRight() throws Exception {
    forbid(KafkaUser.CONSUMER, TOPICS.grants(), "READ");
    forbid(KafkaUser.PUBLISHER, TOPICS.rules(), "WRITE");
    forbid(KafkaUser.VIEWER, TOPICS.decisions(), "READ");
    forbid(KafkaUser.TASKS, "renwu-outputs", "WRITE");
    forbid(KafkaUser.COLLECTOR, "renwu-collector", "READ");

    KafkaAccess consumer = access(KafkaUser.CONSUMER);
    assertThat(TopicContents.read(consumer, TOPICS.grants()::equals)).isEmpty();
    CliRun published = run(KafkaUser.PUBLISHER, "publish", task(2));
    assertThat(published.exitCode()).as(published.out()).isEqualTo(ExitCodes.FAILED);
    assertThat(published.err()).contains("uthoriz");
    CliRun explained = run(KafkaUser.VIEWER, "explain", "u0", "login-once");
    assertThat(explained.exitCode()).as(explained.out()).isEqualTo(ExitCodes.FAILED);
    assertThat(explained.err()).contains("task.decisions");
    JobClient tasks = start(TaskJob::define, KafkaUser.TASKS);
    assertThatThrownBy(() -> tasks.getJobExecutionResult().get())
        .hasStackTraceContaining("TransactionalIdAuthorizationException");
    JobClient collector = start(CollectorJob::define, KafkaUser.COLLECTOR);
    assertThatThrownBy(() -> collector.getJobExecutionResult().get())
        .hasStackTraceContaining("GroupAuthorizationException");
  }

  @Test
  void doctorNamesEveryMissingRight() throws Exception {
    for (KafkaUser user : KafkaUser.values()) {
      forbid(user, table.get(user));
      CliRun doctor = run(user, "doctor", "--as", user.word(), "-o", "json");
      assertThat(doctor.exitCode()).isEqualTo(ExitCodes.FINDINGS);
      for (KafkaRight right : table.get(user)) {
        assertThat(doctor.out()).contains(right.options());
      }
    }
  }

  @Test
  void doctorNamesTheRefusedUser() throws Exception {
    CliRun wrong = run(with(kafka.login(KafkaUser.VIEWER, "wrong")), "doctor");
    assertThat(wrong.exitCode()).isEqualTo(ExitCodes.FINDINGS);
    assertThat(wrong.out()).contains("invalid credentials", "kafka.client.sasl.jaas.config");
    Map<String, String> untrusting = new HashMap<>(settings(KafkaUser.VIEWER));
    untrusting.keySet().removeIf(key -> key.startsWith("kafka.client.ssl.truststore"));
    assertThat(run(untrusting, "doctor").out()).contains("TLS handshake", "kafka.client.ssl.");
    assertThat(run(with(kafka.tlsWithoutCertificate()), "doctor").exitCode())
        .isEqualTo(ExitCodes.FINDINGS);
    Map<String, String> unreadable = new HashMap<>(settings(KafkaUser.VIEWER));
    unreadable.put("kafka.client.sasl.jaas.config.file", "/no/such/file");
    assertThat(run(unreadable, "doctor").out()).contains("/no/such/file", "found a file that");
  }

  /** One system has the default names, the other a prefix; they share Redis too. */
  @Test
  void twoSystemsShareServers() throws Exception {
    Map<String, String> production = new HashMap<>(with(Map.of()));
    production.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    production.put("kafka.transactional.id.prefix", "shared");
    production.put("queue.key.prefix", "shared");
    production.put("kafka.topic.prefix.behavior", "shared.behavior.");
    production.put("kafka.topics.create", "true");
    Map<String, String> staging = new HashMap<>(production);
    staging.put("kafka.topics.prefix", "staging.");
    for (Map<String, String> system : List.of(production, staging)) {
      start(CollectorJob::define, system);
      start(TaskJob::define, system);
    }
    good(run(staging, "publish", "--wait", "PT1M", task(3)));
    KafkaAccess there = new SystemAccess(config(staging)).kafkaClient();
    TopicNames here = new SystemAccess(config(production)).topicNames();
    int[] users = {0};
    Await.until(
        "a grant of the system with a prefix",
        PATIENCE,
        () -> {
          String user = "two-" + users[0]++;
          login(there.topics(), user);
          login(here, user);
          return TopicContents.read(there, "staging.task.grants"::equals);
        },
        grants -> !grants.isEmpty());
    try (DrainCheck drain = new DrainCheck(config(production))) {
      Await.untilTrue("production to have taken all", PATIENCE, () -> drain.remaining() == 0);
    }
    assertThat(TopicContents.read(there, here.rules()::equals))
        .noneMatch(record -> new String(record.value(), UTF_8).contains("\"version\":3"));
    assertThat(TopicContents.read(there, here.grants()::equals))
        .noneMatch(record -> new String(record.value(), UTF_8).contains("\"version\":3"));
    try (Admin admin = kafka.access().admin()) {
      assertThat(admin.listGroups().valid().get())
          .extracting(GroupListing::groupId)
          .contains("shared-collector", "staging.shared-collector");
      assertThat(admin.listTransactions().all().get())
          .extracting(TransactionListing::transactionalId)
          .anyMatch(id -> id.startsWith("staging.shared-outputs"));
    }
  }

  @Test
  void certificateIsALogin() throws Exception {
    Map<String, String> mutual = with(kafka.mutualTls());
    allow("client", table.get(KafkaUser.VIEWER));
    assertThat(run(mutual, "doctor", "--as", "viewer").out()).doesNotContain("this user may not");
    good(run(mutual, "explain", "nobody", "login-once"));
  }
}
