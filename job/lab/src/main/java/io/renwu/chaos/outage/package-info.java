/** Injects faults that last for a while: on processes, network, disk and the rate. */
package io.renwu.chaos.outage;
