package org.apache.flink.connector.kafka.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.access.TopicContents;
import io.renwu.function.OutputRecord;
import io.renwu.function.OutputRecord.Output;
import io.renwu.job.KafkaConnectors;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicCreator;
import io.renwu.job.kafka.TopicNames;
import io.renwu.server.KafkaServer;
import io.renwu.server.Workspace;
import io.renwu.timeout.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commits the transactions of a restored job, in each state in which it may find them. */
class RecoveryCommitterIT {
  private static final Workspace WORKSPACE = Workspace.create();
  private static final byte[] KEY = {'u'};
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final KafkaServer KAFKA =
      new KafkaServer(
          WORKSPACE.folder("kafka"),
          Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200"));

  private final Counter lostCommits = new SimpleCounter();
  private final Counter recoveredCommits = new SimpleCounter();

  @BeforeAll
  static void start() {
    KAFKA.start();
  }

  @AfterAll
  static void stop() {
    KAFKA.kill();
    WORKSPACE.close();
  }

  @Test
  void openTransactionsAreAbortedAndHideNothing() throws Exception {
    create("since");
    KafkaCommittable committed = leave("since", "since-id", true, 1);
    leave("since", "since-id", false, 2);
    leave("since", "other-id", true, 3);
    assertThat(read("since")).as("hidden by the open one").containsExactly(1);

    Request request = commit(committed);

    assertThat(request.retries).isZero();
    assertThat(read("since")).containsExactly(1, 3);
    assertThat(lostCommits.getCount()).isZero();
  }

  @Test
  void preparedTransactionsAreCommitted() throws Exception {
    create("restored");
    KafkaCommittable open = leave("restored", "restored-id", false, 1);
    assertThat(read("restored")).isEmpty();

    Request request = commit(open);

    assertThat(request.failures).isEmpty();
    assertThat(read("restored")).containsExactly(1);
  }

  @Test
  void repeatedCommitIsNoLoss() throws Exception {
    create("repeated");
    KafkaCommittable committed = leave("repeated", "repeated-id", true, 1);

    commit(committed);
    assertThat(lostCommits.getCount()).isZero();
    leave("repeated", "repeated-id", true, 2);
    commit(committed);

    assertThat(lostCommits.getCount()).isZero();
    assertThat(read("repeated")).containsExactly(1, 2);
  }

  @Test
  void expiredRestoredTransactionIsCounted() throws Exception {
    create("expired");
    KafkaCommittable expired = leave("expired", "expired-id", false, 1, 1_000);
    awaitAborted("expired-id");

    Request request = commit(expired);

    assertThat(request.failures).hasSize(1);
    assertThat(lostCommits.getCount()).isEqualTo(1);
    assertThat(read("expired")).isEmpty();
  }

  @Test
  void transactionThatExpiresDuringTheRunIsCounted() throws Exception {
    create("live");
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = begin("live", "live-id", 1, 1_000)) {
      awaitAborted("live-id");

      Request request =
          commit(
              new KafkaCommittable(
                  producer.getProducerId(), producer.getEpoch(), "live-id", producer));

      assertThat(request.failures).hasSize(1);
      assertThat(lostCommits.getCount()).isEqualTo(1);
    }
  }

  @Test
  void keptRecordsOfAnExpiredTransactionAreWrittenAgainOnce() throws Exception {
    create("kept");
    KafkaCommittable expired = keeping(leave("kept", "kept-id", false, 1, 1_000), "kept", 1);
    leave("kept", "other-id", true, 2);
    awaitAborted("kept-id");

    commit(expired);
    assertThat(read("kept")).containsExactly(2, 1);
    assertThat(recoveredCommits.getCount()).isEqualTo(1);

    // The job fails before its next checkpoint, and is restored with the same transaction.
    commit(expired);

    assertThat(read("kept")).containsExactly(2, 1);
    assertThat(lostCommits.getCount()).isZero();
  }

  @Test
  void aRecoveryThatFailedBeforeItsCommitIsRepeated() throws Exception {
    create("half");
    KafkaCommittable expired = keeping(leave("half", "half-id", false, 1, 1_000), "half", 1);
    awaitAborted("half-id");
    String recovery = "half-id-recovery-" + expired.getProducerId() + "-" + expired.getEpoch();
    leave("half", recovery, false, 1);

    commit(expired);

    assertThat(read("half")).containsExactly(1);
  }

  @Test
  void keptRecordsOfACommittedTransactionAreNotWrittenAgain() throws Exception {
    create("once");
    KafkaCommittable committed = keeping(leave("once", "once-id", true, 1), "once", 1);

    commit(committed);
    leave("once", "once-id", true, 2);
    commit(committed);

    assertThat(read("once")).containsExactly(1, 2);
    assertThat(recoveredCommits.getCount()).isZero();
    assertThat(lostCommits.getCount()).isZero();
  }

  /** Records that follow the lost ones may be written already, so the job has to be restored. */
  @Test
  void aRefusalInARunningJobFailsIt() throws Exception {
    create("running");
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer =
        begin("running", "running-id", 1, 1_000)) {
      awaitAborted("running-id");
      KafkaCommittable live =
          new KafkaCommittable(
              producer.getProducerId(), producer.getEpoch(), "running-id", producer);

      Request request = commit(keeping(live, "running", 1));

      assertThat(request.unknownFailures).isEqualTo(1);
      assertThat(read("running")).isEmpty();
    }
  }

  /** From the sink's writer through a checkpoint to the sink's committer. */
  @Test
  void grantsThatTheSinkWroteSurviveTheirTransaction() throws Exception {
    KafkaAccess access = KafkaAccess.of(KAFKA.bootstrapServers());
    new TopicCreator(access, 1, Optional.empty())
        .ensure(List.of(TopicNames.DEFAULT.grants(), TopicNames.DEFAULT.progress()), true);
    KafkaSink<OutputRecord> sink =
        new KafkaConnectors(access, "kept", Duration.ofMinutes(1), Duration.ofSeconds(1), 1_000_000)
            .exactlyOnce("sink", Output.GRANTS, Output.PROGRESS);
    byte[] stored = writeAndStore(sink);
    KafkaCommittable restored = sink.getCommittableSerializer().deserialize(2, stored);
    awaitAborted(restored.getTransactionalId());

    commit(restored);

    assertThat(read(TopicNames.DEFAULT.grants())).containsExactly(1, 2);
    assertThat(recoveredCommits.getCount()).isEqualTo(1);
  }

  private static byte[] writeAndStore(KafkaSink<OutputRecord> sink) throws Exception {
    List<KafkaWriter<OutputRecord>> writers = new ArrayList<>();
    OneInputStreamOperatorTestHarness<OutputRecord, ?> operator =
        new OneInputStreamOperatorTestHarness<>(
            new SinkWriterOperatorFactory<>(
                context -> {
                  writers.add(sink.createWriter(context));
                  return writers.get(0);
                }));
    try (operator) {
      operator.open();
      for (byte value = 1; value <= 2; value++) {
        operator.processElement(new OutputRecord(Output.GRANTS, KEY, new byte[] {value}), 0);
        operator.processElement(new OutputRecord(Output.PROGRESS, KEY, new byte[] {value}), 0);
      }
      writers.get(0).flush(false);
      KafkaCommittable committable = writers.get(0).prepareCommit().iterator().next();
      return sink.getCommittableSerializer().serialize(committable);
    }
  }

  private static KafkaCommittable keeping(KafkaCommittable committable, String topic, int value) {
    KeptRecords kept = new KeptRecords();
    kept.add(new ProducerRecord<>(topic, new byte[] {(byte) value}));
    return KeptCommittable.of(committable, kept);
  }

  private static void awaitAborted(String id) throws Exception {
    try (Admin admin = Admin.create(client())) {
      Await.until(
          id + " to be given up",
          PATIENCE,
          () -> admin.describeTransactions(List.of(id)).description(id).get().state(),
          state -> state == TransactionState.COMPLETE_ABORT);
    }
  }

  private static Properties client() {
    Properties client = new Properties();
    client.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers());
    return client;
  }

  private static Properties producer() {
    Properties producer = client();
    producer.setProperty(
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    producer.setProperty(
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return producer;
  }

  private static void create(String topic) throws Exception {
    try (Admin admin = Admin.create(client())) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
          .all()
          .get();
    }
  }

  /** Begins a transaction with one record, and commits it or leaves it open. */
  private static KafkaCommittable leave(String topic, String id, boolean commit, int value)
      throws Exception {
    return leave(topic, id, commit, value, 60_000);
  }

  private static KafkaCommittable leave(
      String topic, String id, boolean commit, int value, int timeoutMillis) throws Exception {
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer =
        begin(topic, id, value, timeoutMillis)) {
      if (commit) {
        producer.commitTransaction();
      }
      return new KafkaCommittable(producer.getProducerId(), producer.getEpoch(), id, null);
    }
  }

  private static FlinkKafkaInternalProducer<byte[], byte[]> begin(
      String topic, String id, int value, int timeoutMillis) throws Exception {
    Properties properties = producer();
    properties.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Integer.toString(timeoutMillis));
    FlinkKafkaInternalProducer<byte[], byte[]> producer =
        new FlinkKafkaInternalProducer<>(properties, id);
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(topic, new byte[] {(byte) value})).get();
    producer.flush();
    return producer;
  }

  private static List<Integer> read(String topic) {
    return TopicContents.read(KafkaAccess.of(KAFKA.bootstrapServers()), topic::equals).stream()
        .map(record -> (int) record.value()[0])
        .toList();
  }

  private Request commit(KafkaCommittable committable) throws Exception {
    Request request = new Request(committable);
    KafkaCommitter plain =
        new KafkaCommitter(producer(), "test", 0, 0, true, FlinkKafkaInternalProducer::new);
    try (plain) {
      RefusableRequest.Counters counters =
          new RefusableRequest.Counters(lostCommits, recoveredCommits);
      new RecoveryCommitter(plain, producer(), counters).commit(List.of(request));
    }
    return request;
  }

  /** Records the outcome of a commit. */
  private static final class Request implements Committer.CommitRequest<KafkaCommittable> {
    private final KafkaCommittable committable;
    private final List<Throwable> failures = new ArrayList<>();
    private int retries;
    private int unknownFailures;

    Request(KafkaCommittable committable) {
      this.committable = committable;
    }

    @Override
    public KafkaCommittable getCommittable() {
      return committable;
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable failure) {
      failures.add(failure);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable failure) {
      unknownFailures++;
    }

    @Override
    public void retryLater() {
      retries++;
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable updated) {
      retries++;
    }

    @Override
    public void signalAlreadyCommitted() {}
  }
}
