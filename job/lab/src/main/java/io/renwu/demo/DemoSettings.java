package io.renwu.demo;

import io.renwu.server.SystemPointer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a demonstration.
 *
 * @param planned how long traffic is sent; null for until the process is stopped
 * @param users who exist from the start, at least 1
 * @param ratePerSecond of the traffic, at least 1
 * @param seed of the traffic
 * @param pointer the file by which other commands find the demonstration
 */
public record DemoSettings(
    @Nullable Duration planned, int users, int ratePerSecond, long seed, SystemPointer pointer) {}
