/** Behaviors evaluated again, and what came of them compared with what should have. */
package io.renwu.reconcile;
