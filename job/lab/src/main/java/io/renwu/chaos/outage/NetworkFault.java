package io.renwu.chaos.outage;

import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.chaos.proxy.TcpProxy;
import java.util.function.Consumer;

/** Cuts the network between the jobs and a server, or delivers nothing. */
public final class NetworkFault implements FaultAction {
  private final TcpProxy network;
  private final Consumer<TcpProxy> disturb;
  private final String target;

  public NetworkFault(TcpProxy network, Consumer<TcpProxy> disturb, String target) {
    this.network = network;
    this.disturb = disturb;
    this.target = target;
  }

  @Override
  public void begin(Fault fault) {
    disturb.accept(network);
  }

  @Override
  public void end(Fault fault) {
    network.open();
  }

  @Override
  public String target(Fault fault) {
    return target;
  }
}
