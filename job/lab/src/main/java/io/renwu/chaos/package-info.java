/**
 * A local cluster under load whose processes, network and disk are disturbed at random, whose jobs
 * are changed in between, and which is sent hostile input; in the end every reward is held against
 * a recount.
 *
 * <p>What is done is a pure function of a seed ({@link io.renwu.chaos.FaultPlan}); each kind of
 * disturbance is a {@link io.renwu.chaos.FaultAction}.
 */
package io.renwu.chaos;
