/**
 * Real servers for the demo and the integration tests: Kafka, Redis and Flink, as child processes
 * that end with this JVM, or (Flink) inside it. Everything binds to 127.0.0.1, on free ports, and
 * keeps its files in one folder.
 */
package io.renwu.server;
