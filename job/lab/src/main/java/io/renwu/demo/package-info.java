/** The whole system on one machine, from nothing: servers, jobs, tasks, traffic and a judge. */
package io.renwu.demo;
