package io.renwu.chaos.fault;

import java.util.List;

/** One of several actions, selected by the fault's choice. */
public final class OneOf implements FaultAction {
  private final List<FaultAction> all;

  public OneOf(FaultAction... all) {
    this.all = List.of(all);
  }

  @Override
  public void begin(Fault fault) throws Exception {
    of(fault).begin(fault);
  }

  @Override
  public void end(Fault fault) throws Exception {
    of(fault).end(fault);
  }

  @Override
  public String target(Fault fault) {
    return of(fault).target(fault);
  }

  private FaultAction of(Fault fault) {
    return all.get(fault.choice() % all.size());
  }
}
