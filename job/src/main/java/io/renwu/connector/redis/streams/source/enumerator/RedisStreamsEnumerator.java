package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.SystemClock;
import io.renwu.connector.redis.streams.client.RateReport;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreamsException;
import io.renwu.connector.redis.streams.source.config.DownstreamSignal;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.event.LeaseEvent;
import io.renwu.connector.redis.streams.source.event.ReaderReport;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds streams, hands them to their readers, and leases the rate. Everything is decided in {@link
 * SplitBook} and {@link RateDesk}, in the coordinator's thread; Redis is asked without blocking it,
 * and while Redis does not answer the readers keep what they have.
 */
public final class RedisStreamsEnumerator implements SplitEnumerator<StreamSplit, EnumeratorState> {
  private static final Logger LOG = LoggerFactory.getLogger(RedisStreamsEnumerator.class);
  private static final Duration TURN = Duration.ofMillis(50);
  private static final Duration CONTROL_INTERVAL = Duration.ofMillis(200);
  private static final Duration SIGNAL_INTERVAL = Duration.ofSeconds(1);
  private static final Duration STATUS_INTERVAL = Duration.ofSeconds(1);
  private static final Duration STATUS_TIME_TO_LIVE = Duration.ofSeconds(10);

  private final SplitEnumeratorContext<StreamSplit> context;
  private final RedisStreams redis;
  private final SourceSettings settings;
  private final Boundedness boundedness;
  private final SystemClock clock;
  private final SplitBook book;
  private final RateDesk desk;
  private final RateMetrics metrics;
  private final Periodic discovery;
  private final Periodic controlPoll = new Periodic(CONTROL_INTERVAL);
  private final SignalReader signals;
  private final Periodic signalPoll = new Periodic(SIGNAL_INTERVAL);
  private final Periodic statusReport = new Periodic(STATUS_INTERVAL);
  private boolean aligned = true;
  private boolean initial;
  private Throwable fatal;

  public RedisStreamsEnumerator(
      SplitEnumeratorContext<StreamSplit> context,
      RedisStreams redis,
      SourceSettings settings,
      DownstreamSignal downstream,
      Boundedness boundedness,
      EnumeratorState state,
      SystemClock clock) {
    this.context = context;
    this.redis = redis;
    this.settings = settings;
    this.boundedness = boundedness;
    this.clock = clock;
    this.book = new SplitBook(state);
    this.desk = new RateDesk(settings.maxDrift().toMillis(), clock.nanos());
    this.metrics = new RateMetrics(context.metricGroup());
    this.signals = new SignalReader(downstream);
    this.discovery = new Periodic(settings.discoveryInterval());
    this.initial = state.equals(EnumeratorState.EMPTY);
  }

  @Override
  public void start() {
    context.metricGroup().setUnassignedSplitsGauge(() -> (long) book.waiting());
    context.callAsync(() -> true, (yes, failure) -> turn(), 0, TURN.toMillis());
  }

  private void turn() {
    if (fatal != null) {
      throw new IllegalStateException("Redis refuses the queue's commands", fatal);
    }
    long nowNanos = clock.nanos();
    if ((initial || !isBounded()) && discovery.begin(nowNanos)) {
      discover();
    }
    if (settings.rate() == ReaderRate.CONTROLLED) {
      if (controlPoll.begin(nowNanos)) {
        ask(redis.control(), controlPoll, this::control);
      }
      desk.adaptation()
          .signal()
          .filter(signal -> signalPoll.begin(nowNanos))
          .ifPresent(this::readSignal);
      if (desk.look(nowNanos, clock.millis())) {
        renewed();
      }
      sendBounds();
      desk.grant(nowNanos).forEach((reader, lease) -> send(reader, new LeaseEvent(lease)));
    }
    if (statusReport.begin(nowNanos)) {
      RateReport status = desk.report(nowNanos, clock.millis(), book.known());
      metrics.update(status);
      ask(redis.putStatus(status.toJson(), STATUS_TIME_TO_LIVE), statusReport, done -> {});
    }
  }

  private void readSignal(String signal) {
    var unused =
        signals
            .read(signal)
            .whenComplete(
                (lag, failure) ->
                    context.runInCoordinatorThread(() -> signalled(signal, lag, failure)));
  }

  private void signalled(String signal, Double lag, Throwable failure) {
    signalPoll.end();
    if (failure == null) {
      desk.adaptation().read(signal, lag, clock.nanos(), clock.millis());
      if (signalPoll.succeeded()) {
        LOG.info("{} can be read again", signal);
      }
    } else {
      String problem = failure.getMessage() == null ? failure.toString() : failure.getMessage();
      desk.adaptation().failed(signal, problem);
      if (signalPoll.failed(false)) {
        LOG.warn("{} cannot be read; trying again until it can", signal, failure);
      }
    }
  }

  private void discover() {
    ask(
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
          ask(
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
      // A reader of a bounded source that has ended tells its position to nobody any more.
      int awaited = isBounded() ? 0 : context.currentParallelism();
      desk.bounds(awaited, aligned).ifPresent(this::sendToAll);
    }
  }

  private boolean isBounded() {
    return boundedness == Boundedness.BOUNDED;
  }

  /** Until then a reader that is yet to come may bring back a split that belongs to another. */
  private boolean everyReaderIsThere() {
    return context.registeredReaders().size() == context.currentParallelism();
  }

  private void control(Optional<String> document) {
    if (desk.control(document, clock.nanos(), clock.millis())) {
      LOG.info("the rate is now set by {}", document.orElse("nobody: unlimited"));
      renewed();
    }
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

  /**
   * Handles the answer in the coordinator's thread; a failure is tried again at the next interval.
   */
  private <A> void ask(CompletableFuture<A> command, Periodic period, Consumer<A> handler) {
    var unused =
        command.whenComplete(
            (answer, failure) ->
                context.runInCoordinatorThread(
                    () -> {
                      period.end();
                      if (failure == null) {
                        handler.accept(answer);
                        answered(period);
                      } else {
                        failed(period, failure);
                      }
                    }));
  }

  private static void answered(Periodic period) {
    if (period.succeeded()) {
      LOG.info("Redis answers again");
    }
  }

  private void failed(Periodic period, Throwable failure) {
    if (period.failed(RedisStreamsException.isRefusal(failure))) {
      LOG.warn("Redis does not answer as it should; trying again until it does", failure);
    }
    if (period.isRefused()) {
      fatal = failure;
    }
  }

  @Override
  public void addReader(int subtask) {
    desk.register(subtask);
    if (settings.rate() == ReaderRate.CONTROLLED) {
      send(subtask, desk.opening());
    }
    List<StreamSplit> reported =
        context.registeredReaders().get(subtask).getReportedSplitsOnRegistration();
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

  /** Readers are given their streams; they ask for none. */
  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {}

  @Override
  public EnumeratorState snapshotState(long checkpointId) {
    return book.state();
  }

  @Override
  public void close() {
    signals.close();
    redis.close();
  }
}
