/**
 * The entry point of the command line, and the commands that run a system or its jobs: demo,
 * cluster, chaos, upgrade, doctor, collector, tasks.
 */
package io.renwu.lab;
