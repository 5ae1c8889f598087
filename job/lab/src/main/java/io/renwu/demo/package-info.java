/** Runs the whole system on one machine: servers, jobs, sample tasks, traffic and a judge. */
package io.renwu.demo;
