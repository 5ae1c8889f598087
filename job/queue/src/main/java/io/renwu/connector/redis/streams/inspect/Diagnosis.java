package io.renwu.connector.redis.streams.inspect;

import java.util.List;

/**
 * What was looked at, and what is wrong.
 *
 * @param servers how many
 * @param streams how many
 * @param entries how many were unpacked
 * @param findings errors first
 * @param unchecked what could not be looked at, and why; a sentence each
 */
public record Diagnosis(
    int servers, int streams, long entries, List<QueueFinding> findings, List<String> unchecked) {}
