package io.renwu.cli.simulate;

import io.renwu.codec.EventCodec;
import io.renwu.codec.ParsedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;

/**
 * For every place in a file, the earliest receipt of the events that are still to come: what is
 * only of use to earlier ones may be forgotten there. One instant for {@value #BLOCK_LINES} lines
 * is held.
 */
final class EarliestReceipts {
  /** Nothing is known, so nothing may be forgotten. */
  static final EarliestReceipts UNKNOWN = new EarliestReceipts(new Instant[0]);

  private static final int BLOCK_LINES = 4096;

  /** By block, the earliest receipt in it or behind it. */
  private final Instant[] earliest;

  private EarliestReceipts(Instant[] earliest) {
    this.earliest = earliest;
  }

  /** Reads all lines once. */
  static EarliestReceipts scan(InputStream events, EventCodec codec) throws IOException {
    Instant[] blocks = new Instant[16];
    Arrays.fill(blocks, Instant.MAX);
    Lines lines = new Lines(events, EventCodec.MAX_BYTES);
    while (lines.next()) {
      int block = block(lines.number());
      if (block == blocks.length) {
        blocks = Arrays.copyOf(blocks, 2 * block);
        Arrays.fill(blocks, block, blocks.length, Instant.MAX);
      }
      ParsedEvent parsed = codec.parseLine(lines.bytes());
      if (parsed.usable() && parsed.event().receivedAt().isBefore(blocks[block])) {
        blocks[block] = parsed.event().receivedAt();
      }
    }
    for (int block = blocks.length - 2; block >= 0; block--) {
      Instant behind = blocks[block + 1];
      blocks[block] = behind.isBefore(blocks[block]) ? behind : blocks[block];
    }
    return new EarliestReceipts(blocks);
  }

  /** A moment before which nothing is received from a line on; null where that is not known. */
  Instant from(long line) {
    int block = block(line);
    return block < earliest.length && earliest[block].isBefore(Instant.MAX)
        ? earliest[block]
        : null;
  }

  private static int block(long line) {
    return Math.toIntExact((line - 1) / BLOCK_LINES);
  }
}
