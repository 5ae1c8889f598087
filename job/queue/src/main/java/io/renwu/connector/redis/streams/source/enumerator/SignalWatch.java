package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.SystemClock;
import io.renwu.connector.redis.streams.source.config.DownstreamSignal;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the signal of the adaptive rate once a second, if there is one. Not thread-safe. */
final class SignalWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SignalWatch.class);

  private final PeriodicRequest period = new PeriodicRequest(Duration.ofSeconds(1));
  private final SignalReader signals;
  private final RateAdaptation rateAdaptation;
  private final Executor coordinator;
  private final SystemClock clock;

  SignalWatch(
      DownstreamSignal downstream,
      RateAdaptation rateAdaptation,
      Executor coordinator,
      SystemClock clock) {
    this.signals = new SignalReader(downstream);
    this.rateAdaptation = rateAdaptation;
    this.coordinator = coordinator;
    this.clock = clock;
  }

  void turn() {
    rateAdaptation.signal().filter(signal -> period.begin(clock.nanos())).ifPresent(this::read);
  }

  private void read(String signal) {
    var unused =
        signals
            .read(signal)
            .whenComplete(
                (lag, failure) -> coordinator.execute(() -> answered(signal, lag, failure)));
  }

  private void answered(String signal, Double lag, Throwable failure) {
    period.end();
    if (failure == null) {
      rateAdaptation.read(signal, lag, clock.nanos(), clock.millis());
      if (period.succeeded()) {
        LOG.info("the signal {} can be read again", signal);
      }
    } else {
      String problem = failure.getMessage() == null ? failure.toString() : failure.getMessage();
      rateAdaptation.failed(signal, problem);
      if (period.failed(false)) {
        LOG.warn(
            "the signal {} cannot be read; reading is repeated until it succeeds", signal, failure);
      }
    }
  }

  @Override
  public void close() {
    signals.close();
  }
}
