package io.renwu.connector.redis.streams.client;

import java.util.List;

/**
 * Entries of a stream and its trim mark, as both stood at one moment: nothing between the position
 * behind which the page was asked for and the last of its entries is missing from it, unless that
 * position lies before the mark.
 *
 * @param entries in their order
 * @param trimmed everything up to this position may be gone from the stream
 */
public record StreamPage(List<StreamEntry> entries, long trimmed) {}
