/**
 * Injects random faults into a local cluster under load: it disturbs processes, network and disk,
 * changes the jobs and sends hostile input. In the end every reward is compared with a recount.
 *
 * <p>The faults are a pure function of a seed ({@link io.renwu.chaos.fault.FaultPlan}); each kind
 * of fault is a {@link io.renwu.chaos.fault.FaultAction}.
 */
package io.renwu.chaos;
