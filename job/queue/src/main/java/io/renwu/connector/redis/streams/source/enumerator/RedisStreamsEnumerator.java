package io.renwu.connector.redis.streams.source.enumerator;

import static java.util.Objects.requireNonNull;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.SystemClock;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.lease.LeaseKeeper;
import io.renwu.connector.redis.streams.source.config.DownstreamSignal;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.config.SourceRules;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.event.LeaseEvent;
import io.renwu.connector.redis.streams.source.event.ReaderReport;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discovers streams, assigns them to readers, and leases the rate. Everything is decided in {@link
 * SplitAssignments} and {@link RateCoordinator}, in the coordinator's thread; requests to Redis do
 * not block it. While Redis does not answer, readers keep their streams and rules.
 */
public final class RedisStreamsEnumerator implements SplitEnumerator<StreamSplit, EnumeratorState> {
  private static final Logger LOG = LoggerFactory.getLogger(RedisStreamsEnumerator.class);
  private static final Duration TURN = Duration.ofMillis(50);
  private static final Duration CONTROL_INTERVAL = Duration.ofMillis(200);
  private static final Duration STATUS_INTERVAL = Duration.ofSeconds(1);
  private static final Duration STATUS_TIME_TO_LIVE = Duration.ofSeconds(10);

  private final SplitEnumeratorContext<StreamSplit> context;
  private final RedisStreams redis;
  private final SourceSettings settings;
  private final Boundedness boundedness;
  private final SystemClock clock;
  private final SplitAssignments assignments;
  private final RateCoordinator rates;
  private final RateMetrics metrics;
  private final SourceRules rules;
  private final LeaseKeeper lease;
  private final RedisCalls calls;
  private final PeriodicRequest discovery;
  private final PeriodicRequest controlPoll = new PeriodicRequest(CONTROL_INTERVAL);
  private final SignalWatch signals;
  private final PeriodicRequest statusReport = new PeriodicRequest(STATUS_INTERVAL);
  private boolean aligned = true;
  private boolean initial;
  private boolean begun;

  public RedisStreamsEnumerator(
      SplitEnumeratorContext<StreamSplit> context,
      RedisStreams redis,
      SourceSettings settings,
      SourceRules rules,
      DownstreamSignal downstream,
      Boundedness boundedness,
      EnumeratorState state,
      SystemClock clock) {
    this.context = context;
    this.redis = redis;
    this.settings = settings;
    this.rules = rules;
    this.boundedness = boundedness;
    this.clock = clock;
    this.assignments = new SplitAssignments(state);
    this.rates =
        new RateCoordinator(
            settings.maxDrift().toMillis(), rules.initialRate(), state.rules(), clock.nanos());
    this.lease =
        new LeaseKeeper(
            rules.lease(),
            redis,
            clock,
            context::runInCoordinatorThread,
            context.metricGroup().getAllVariables(),
            state.lease());
    this.calls = new RedisCalls(context::runInCoordinatorThread);
    this.metrics = new RateMetrics(context.metricGroup());
    this.signals =
        new SignalWatch(downstream, rates.adaptation(), context::runInCoordinatorThread, clock);
    this.discovery = new PeriodicRequest(settings.discoveryInterval());
    this.initial = !state.knowsStreams();
  }

  @Override
  public void start() {
    context.metricGroup().setUnassignedSplitsGauge(() -> (long) assignments.waiting());
    context.callAsync(() -> true, (yes, failure) -> turn(), 0, TURN.toMillis());
  }

  private void turn() {
    calls.check();
    lease.acquireOrRenew();
    if (!lease.isHeld()) {
      return;
    }
    if (!begun) {
      begun = true;
      assign();
    }
    long nowNanos = clock.nanos();
    if ((initial || !isBounded()) && discovery.begin(nowNanos)) {
      discover();
    }
    if (settings.rate() == ReaderRate.CONTROLLED) {
      if (controlPoll.begin(nowNanos)) {
        calls.ask(redis.control(), controlPoll, this::handleControl);
      }
      if (rates.close(!lease.mayRead(), nowNanos)) {
        sendRules();
      }
      signals.turn();
      if (rates.updateRate(nowNanos, clock.millis())) {
        sendRules();
      }
      sendBounds();
      rates.grant(nowNanos).forEach((reader, lease) -> send(reader, new LeaseEvent(lease)));
    }
    if (statusReport.begin(nowNanos)) {
      RateReport status = rates.report(nowNanos, clock.millis(), assignments.known());
      metrics.update(status);
      calls.ask(redis.putStatus(status.toJson(), STATUS_TIME_TO_LIVE), statusReport, done -> {});
    }
  }

  private void discover() {
    calls.ask(
        redis.streams(),
        discovery,
        streams -> {
          Set<StreamId> unknown = assignments.unknown(streams.keySet());
          if (unknown.isEmpty()) {
            initial = false;
            assign();
            return;
          }
          discovery.resume();
          StartPositions starts = new StartPositions(redis);
          calls.ask(
              initial
                  ? starts.resolve(unknown, settings.start(), isBounded())
                  : CompletableFuture.completedFuture(StartPositions.beginnings(unknown)),
              discovery,
              this::addFound);
        });
  }

  private void addFound(List<StreamSplit> splits) {
    initial = false;
    LOG.info("found streams {}", splits);
    assignments.add(splits);
    assign();
  }

  private void assign() {
    if (!begun) {
      return;
    }
    Map<Integer, List<StreamSplit>> newlyAssigned =
        assignments.assign(context.registeredReaders().keySet(), context.currentParallelism());
    if (!newlyAssigned.isEmpty()) {
      newlyAssigned.keySet().forEach(rates::assigned);
      aligned = assignments.isAligned(context.currentParallelism());
      sendBounds();
      context.assignSplits(new SplitsAssignment<>(newlyAssigned));
    }
    if (isBounded() && !initial && assignments.waiting() == 0 && allReadersAreRegistered()) {
      context.registeredReaders().keySet().forEach(context::signalNoMoreSplits);
    }
  }

  private void sendBounds() {
    if (settings.rate() == ReaderRate.CONTROLLED && !settings.maxDrift().isZero()) {
      // A finished reader of a bounded source reports no position.
      int awaited = isBounded() ? 0 : context.currentParallelism();
      rates.bounds(awaited, aligned).ifPresent(this::sendToAll);
    }
  }

  private boolean isBounded() {
    return boundedness == Boundedness.BOUNDED;
  }

  /** Until then, a reader that registers late may return a split that belongs to another reader. */
  private boolean allReadersAreRegistered() {
    return context.registeredReaders().size() == context.currentParallelism();
  }

  private void handleControl(Optional<String> document) {
    String lost = rates.documents().loss();
    if (rates.updateDocument(document, clock.nanos(), clock.millis())) {
      String text = rates.documents().text();
      LOG.info("rate rules in force: {}", text == null ? rules.initialRate() : text);
      sendRules();
    }
    if (!Objects.equals(lost, rates.documents().loss()) && rates.documents().loss() != null) {
      LOG.warn("{}", rates.documents().loss());
    }
    rates.documents().toOverwrite().ifPresent(this::restore);
  }

  /**
   * Writes the document in force back; repeated at the next interval if it fails. The document
   * stays in force even if Redis refuses the write.
   */
  private void restore(Optional<String> seen) {
    String document = requireNonNull(rates.documents().text(), "what is written back is in force");
    var unused =
        redis
            .restoreControl(seen, document)
            .whenComplete(
                (written, failure) -> {
                  if (failure != null) {
                    LOG.debug("the control document could not be written back", failure);
                  } else if (written) {
                    LOG.info("wrote the control document that Redis had lost");
                  }
                });
  }

  private void sendRules() {
    sendToAll(rates.rulesEvent());
  }

  private void sendToAll(SourceEvent event) {
    List.copyOf(context.registeredReaders().keySet()).forEach(reader -> send(reader, event));
  }

  private void send(int reader, SourceEvent event) {
    if (context.registeredReaders().containsKey(reader)) {
      context.sendEventToSourceReader(reader, event);
    } else {
      rates.remove(reader);
    }
  }

  @Override
  public void addReader(int subtask) {
    rates.register(subtask);
    if (settings.rate() == ReaderRate.CONTROLLED) {
      send(subtask, rates.rulesEvent());
    }
    List<StreamSplit> reported =
        requireNonNull(
                context.registeredReaders().get(subtask),
                "a reader is registered before it is added")
            .getReportedSplitsOnRegistration();
    assignments.add(reported);
    assign();
  }

  @Override
  public void addSplitsBack(List<StreamSplit> splits, int subtask) {
    rates.remove(subtask);
    assignments.add(splits);
    assign();
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    if (!(event instanceof ReaderReport report)) {
      throw new IllegalArgumentException("found the event " + event + ", expected a ReaderReport");
    }
    rates.report(subtask, report, clock.nanos());
  }

  /** Readers do not request splits; they are assigned. */
  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {}

  @Override
  public EnumeratorState snapshotState(long checkpointId) throws IOException {
    lease.beforeCheckpoint();
    return assignments.state(rates.documents().text(), lease.number());
  }

  @Override
  public void close() {
    signals.close();
    lease.close();
    redis.close();
  }
}
