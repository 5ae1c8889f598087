/**
 * A local cluster under load whose processes, network and disk are disturbed at random, and whose
 * jobs are changed in between; in the end every reward is held against a recount.
 *
 * <p>What is done is a pure function of a seed ({@link io.renwu.chaos.FaultPlan}); each kind of
 * disturbance is a {@link io.renwu.chaos.Disturbance}.
 */
package io.renwu.chaos;
