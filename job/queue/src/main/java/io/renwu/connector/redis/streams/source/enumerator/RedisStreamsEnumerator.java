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
 * SplitAssignments} and {@link RateCoordinator}, in the coordinator's thread; Requests to Redis do
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
  private final SplitAssignments book;
  private final RateCoordinator desk;
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
    this.book = new SplitAssignments(state);
    this.desk =
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
        new SignalWatch(downstream, desk.adaptation(), context::runInCoordinatorThread, clock);
    this.discovery = new PeriodicRequest(settings.discoveryInterval());
    this.initial = !state.knowsStreams();
  }

  @Override
  public void start() {
    context.metricGroup().setUnassignedSplitsGauge(() -> (long) book.waiting());
    context.callAsync(() -> true, (yes, failure) -> turn(), 0, TURN.toMillis());
  }

  private void turn() {
    calls.check();
    lease.turn();
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
        calls.ask(redis.control(), controlPoll, this::control);
      }
      if (desk.close(!lease.mayTake(), nowNanos)) {
        renewed();
      }
      signals.turn();
      if (desk.look(nowNanos, clock.millis())) {
        renewed();
      }
      sendBounds();
      desk.grant(nowNanos).forEach((reader, lease) -> send(reader, new LeaseEvent(lease)));
    }
    if (statusReport.begin(nowNanos)) {
      RateReport status = desk.report(nowNanos, clock.millis(), book.known());
      metrics.update(status);
      calls.ask(redis.putStatus(status.toJson(), STATUS_TIME_TO_LIVE), statusReport, done -> {});
    }
  }

  private void discover() {
    calls.ask(
        redis.streams(),
        discovery,
        streams -> {
          Set<StreamId> unknown = book.unknown(streams.keySet());
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
              this::found);
        });
  }

  private void found(List<StreamSplit> splits) {
    initial = false;
    LOG.info("found streams {}", splits);
    book.give(splits);
    assign();
  }

  private void assign() {
    if (!begun) {
      return;
    }
    Map<Integer, List<StreamSplit>> taken =
        book.take(context.registeredReaders().keySet(), context.currentParallelism());
    if (!taken.isEmpty()) {
      taken.keySet().forEach(desk::assigned);
      aligned = book.isAligned(context.currentParallelism());
      sendBounds();
      context.assignSplits(new SplitsAssignment<>(taken));
    }
    if (isBounded() && !initial && book.waiting() == 0 && everyReaderIsThere()) {
      context.registeredReaders().keySet().forEach(context::signalNoMoreSplits);
    }
  }

  private void sendBounds() {
    if (settings.rate() == ReaderRate.CONTROLLED && !settings.maxDrift().isZero()) {
      // A finished reader of a bounded source reports no position.
      int awaited = isBounded() ? 0 : context.currentParallelism();
      desk.bounds(awaited, aligned).ifPresent(this::sendToAll);
    }
  }

  private boolean isBounded() {
    return boundedness == Boundedness.BOUNDED;
  }

  /** Until then, a reader that registers late may return a split that belongs to another reader. */
  private boolean everyReaderIsThere() {
    return context.registeredReaders().size() == context.currentParallelism();
  }

  private void control(Optional<String> document) {
    String lost = desk.documents().loss();
    if (desk.control(document, clock.nanos(), clock.millis())) {
      String text = desk.documents().text();
      LOG.info("the rate is now set by {}", text == null ? "nobody: " + rules.initialRate() : text);
      renewed();
    }
    if (!Objects.equals(lost, desk.documents().loss()) && desk.documents().loss() != null) {
      LOG.warn("{}", desk.documents().loss());
    }
    desk.documents().toOverwrite().ifPresent(this::restore);
  }

  /**
   * Repeated at the next interval. Without the right to write, the document stays in force all the
   * same.
   */
  private void restore(Optional<String> seen) {
    String document = requireNonNull(desk.documents().text(), "what is written back is in force");
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

  private void renewed() {
    sendToAll(desk.opening());
  }

  private void sendToAll(SourceEvent event) {
    List.copyOf(context.registeredReaders().keySet()).forEach(reader -> send(reader, event));
  }

  private void send(int reader, SourceEvent event) {
    if (context.registeredReaders().containsKey(reader)) {
      context.sendEventToSourceReader(reader, event);
    } else {
      desk.remove(reader);
    }
  }

  @Override
  public void addReader(int subtask) {
    desk.register(subtask);
    if (settings.rate() == ReaderRate.CONTROLLED) {
      send(subtask, desk.opening());
    }
    List<StreamSplit> reported =
        requireNonNull(
                context.registeredReaders().get(subtask), "a reader is registered before it is added")
            .getReportedSplitsOnRegistration();
    book.give(reported);
    assign();
  }

  @Override
  public void addSplitsBack(List<StreamSplit> splits, int subtask) {
    desk.remove(subtask);
    book.give(splits);
    assign();
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    if (!(event instanceof ReaderReport report)) {
      throw new IllegalArgumentException("no event of this source: " + event);
    }
    desk.report(subtask, report, clock.nanos());
  }

  /** Readers do not request splits; they are assigned. */
  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {}

  @Override
  public EnumeratorState snapshotState(long checkpointId) throws IOException {
    lease.beforeCheckpoint();
    return book.state(desk.documents().text(), lease.number());
  }

  @Override
  public void close() {
    signals.close();
    lease.close();
    redis.close();
  }
}
