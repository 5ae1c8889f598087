package io.renwu.chaos.outage;

import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;

/** Reads the queue so slowly that a backlog grows, or not at all. */
public final class RateLimit implements FaultAction {
  private final QueueRate queue;
  private final double[] rates;

  /**
   * @param load incoming records a second
   */
  public RateLimit(QueueRate queue, int load) {
    this.queue = queue;
    this.rates = new double[] {0, load / 10.0, load / 2.0, load * 2.0};
  }

  @Override
  public void begin(Fault fault) throws Exception {
    queue.set(rates[fault.choice() % rates.length]);
  }

  @Override
  public void end(Fault fault) throws Exception {
    queue.set(null);
  }

  @Override
  public String target(Fault fault) {
    return Math.round(rates[fault.choice() % rates.length]) + "/s";
  }
}
