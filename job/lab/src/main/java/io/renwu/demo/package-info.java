/** The whole system on one machine: servers, jobs, tasks, traffic and a judge. */
package io.renwu.demo;
