package io.renwu.reconcile.kafka;

import io.renwu.access.CommandAccess;
import io.renwu.access.CommandTimeouts;
import io.renwu.codec.OutputReader;
import io.renwu.evaluation.EvaluationStore;
import io.renwu.job.JobParts;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.KafkaFailure;
import io.renwu.job.kafka.TopicNames;
import io.renwu.model.Progress;
import io.renwu.reconcile.Caveat;
import io.renwu.reconcile.Difference.Kind;
import io.renwu.reconcile.Differences;
import io.renwu.reconcile.GrantLedger;
import io.renwu.reconcile.LookbackSpan;
import io.renwu.reconcile.ProgressLedger;
import io.renwu.reconcile.PublishedVersions;
import io.renwu.reconcile.Reevaluation;
import io.renwu.timeout.Patience;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the recorded events again and compares the results with Kafka. Not thread-safe.
 *
 * <pre>
 * consumed &lt;= grants read &lt;= events read: the ends are read in this order, so that each grant
 *   read has its event read, and each event consumed by the task job has its grants read
 * </pre>
 */
public final class Reconciliation implements AutoCloseable {
  private final ReconciliationRequest request;
  private final RenwuConfig config;
  private final JobParts parts;
  private final KafkaAccess client;
  private final EvaluationStore store;
  private final Differences differences;
  private final GrantLedger grants;
  private final Optional<ProgressLedger> progress;
  private final PublishedVersions tasks;
  private final CaveatFinder caveatFinder;
  private @Nullable ReconciliationCounts counts;

  private Reconciliation(RenwuConfig config, ReconciliationRequest request, EvaluationStore store) {
    this.request = request;
    this.config = config;
    this.parts = new JobParts(config);
    this.client = parts.access().kafkaClient();
    this.store = store;
    this.differences = new Differences(request.most());
    this.grants = new GrantLedger(store, request.window(), differences);
    this.progress =
        request.withProgress()
            ? Optional.of(new ProgressLedger(store, request.window(), differences))
            : Optional.empty();
    this.tasks = new PublishedVersions(request.versions());
    this.caveatFinder = new CaveatFinder(config, request.window());
  }

  /**
   * Runs a reconciliation, which changes nothing.
   *
   * @throws IOException if Kafka does not answer or lacks an output topic
   */
  public static Reconciliation run(RenwuConfig config, ReconciliationRequest request)
      throws IOException {
    EvaluationStore store = EvaluationStore.open();
    try {
      Reconciliation reconciliation = new Reconciliation(config, request, store);
      reconciliation.run();
      return reconciliation;
    } catch (KafkaException unusable) {
      store.close();
      throw new IOException("cannot use Kafka: " + KafkaFailure.reason(unusable), unusable);
    } catch (IOException | RuntimeException failed) {
      store.close();
      throw failed;
    }
  }

  private void run() throws IOException {
    CommandTimeouts.requireAnswer(client, Patience.OF_COMMANDS);
    TopicNames topics = client.topics();
    List<String> outputs = List.of(topics.grants(), topics.progress());
    ConsumedRecords consumed = consumedRecords();
    List<String> open = OpenTransactions.await(client, outputs, request.patience());
    caveatFinder.addOpenTransactions(open, request.patience());
    TopicScan grantScan = TopicScan.of(client, topics.grants());
    TopicScan progressScan = TopicScan.of(client, topics.progress());
    RecordedBehaviors behaviors =
        RecordedBehaviors.of(
            client,
            parts.behaviorReader(),
            RefusedRecords.of(client, config.get(Options.COLLECTOR_TIME_MAX_AHEAD)),
            request.order());
    AcceptedTasks.of(CommandAccess.publishedTasks(parts.access()), client).addTo(tasks);
    Reevaluation reevaluation = reevaluation();
    behaviors.forEach(
        recorded ->
            reevaluation.evaluate(
                recorded.event(), consumed.contains(recorded.place(), recorded.offset())));
    readGrants(grantScan);
    if (progress.isPresent()) {
      Instant endedBefore = reevaluation.endedBefore(config.get(Options.TASKS_STATE_SLACK));
      readProgress(progressScan, progress.get(), endedBefore);
    }
    caveatFinder.checkEventRetention(
        behaviors.cuts(),
        new LookbackSpan(tasks.latest().tasks(), parts.engineSettings().deduplicationHorizon()));
    ReconciliationCounts found =
        new ReconciliationCounts(
            behaviors.topics(),
            reevaluation.events(),
            behaviors.unusable(),
            reevaluation.unpublished(),
            grants.expected(),
            grants.found(),
            grants.pending(),
            progress.map(ProgressLedger::compared).orElse(0L),
            progress.map(ProgressLedger::pending).orElse(0L));
    counts = found;
    caveatFinder.checkLag(found, progress.isPresent());
    caveatFinder.checkBudgets(grants, tasks.latest());
  }

  private ConsumedRecords consumedRecords() throws IOException {
    try {
      return ConsumedRecords.of(parts.access().redis(), client);
    } catch (IOException noAnswer) {
      caveatFinder.addUnknownPosition(noAnswer);
      return request.withoutQueue() ? ConsumedRecords.all() : ConsumedRecords.none();
    }
  }

  private Reevaluation reevaluation() {
    return new Reevaluation(
        store,
        parts.engineSettings(),
        tasks,
        request.window(),
        request.order() == MergeOrder.RECEIVED ? config.get(Options.TASKS_STATE_SLACK) : null,
        grants,
        progress);
  }

  private void readGrants(TopicScan scan) throws IOException {
    Optional<Instant> cut =
        scan.forEach(
            record -> {
              var grant = read(record, OutputReader::grant, Kind.UNREADABLE_GRANT);
              if (grant.isPresent()) {
                grants.addFound(grant.get());
              }
            });
    grants.close();
    cut.ifPresent(caveatFinder::checkGrantRetention);
  }

  private void readProgress(TopicScan scan, ProgressLedger ledger, Instant endedBefore)
      throws IOException {
    scan.forEach(
        record -> {
          if (record.value() == null) {
            if (record.key() != null) {
              ledger.addTombstone(record.key());
            }
            return;
          }
          Optional<Progress> read = read(record, OutputReader::progress, Kind.UNREADABLE_PROGRESS);
          if (read.isPresent()) {
            ledger.addFound(read.get());
          }
        });
    ledger.close(endedBefore);
  }

  /** Reads an output record; one that another program wrote may be unreadable. */
  private <T> Optional<T> read(
      ConsumerRecord<byte[], byte[]> record, Function<byte[], T> reader, Kind unreadable) {
    if (record.value() != null) {
      try {
        return Optional.of(reader.apply(record.value()));
      } catch (IllegalArgumentException | DateTimeException | NullPointerException noOutput) {
        // Falls through: an unreadable record is a difference.
      }
    }
    String place = record.topic() + "/" + record.partition() + "/" + record.offset();
    differences.unreadable(unreadable, place, "found no valid record of " + record.topic());
    return Optional.empty();
  }

  public Differences differences() {
    return differences;
  }

  /** The reasons why the result may be wrong. */
  public List<Caveat> caveats() {
    return caveatFinder.all();
  }

  /** What was counted. */
  public ReconciliationCounts counts() {
    return Objects.requireNonNull(counts, "run() counts before it returns");
  }

  /** Visits the missing grants in the order of their evaluation. */
  public void forEachMissing(GrantLedger.Visitor visitor) throws IOException {
    grants.forEachMissing(visitor);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
