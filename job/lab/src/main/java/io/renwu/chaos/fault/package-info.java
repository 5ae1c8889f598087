/** Defines the kinds of faults, plans them from a seed, and says what an action does. */
package io.renwu.chaos.fault;
