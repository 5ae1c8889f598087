package io.renwu.connector.redis.streams.inspect;

import java.util.List;

/**
 * The result of an examination: what was checked, and what is wrong.
 *
 * @param servers the number of servers
 * @param streams the number of streams
 * @param entries the number of entries that were unpacked
 * @param findings errors first
 * @param unchecked what could not be checked, and why; one line each
 */
public record Diagnosis(
    int servers, int streams, long entries, List<QueueFinding> findings, List<String> unchecked) {}
