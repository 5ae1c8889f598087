package io.renwu.connector.redis.streams.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.source.reader.CheckpointedPositions.Release;
import io.renwu.connector.redis.streams.source.split.ReadPosition;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointedPositionsTest {
  private static final StreamId STREAM = new StreamId("t", 0);

  private final CheckpointedPositions positions = new CheckpointedPositions(Duration.ofMillis(100));
  private long nowMillis;

  private Release checkpoint(long id, long position, long receivedAtMillis) {
    nowMillis += 10;
    positions.snapshot(id, Map.of(STREAM, new ReadPosition(position, receivedAtMillis)), nowMillis);
    return positions.complete(id).get(STREAM);
  }

  @Test
  void oneRecordWithAWrongTimeDoesNotStopTheTrimming() {
    for (long otherMillis : new long[] {Long.MAX_VALUE, 1_000_000, -1, Long.MIN_VALUE + 1}) {
      CheckpointedPositionsTest test = new CheckpointedPositionsTest();
      test.checkpoint(1, 1, otherMillis);
      for (long id = 2; id <= 30; id++) {
        test.checkpoint(id, id, 10 * id);
      }
      assertThat(test.checkpoint(31, 31, 310)).isEqualTo(new Release(31, 21));
    }
  }

  @Test
  void oneRecordFromTheFutureDoesNotShortenTheSpan() {
    for (long id = 1; id <= 30; id++) {
      checkpoint(id, id, 10 * id);
    }
    assertThat(checkpoint(31, 31, 1_000_000)).isEqualTo(new Release(31, 21));
  }

  @Test
  void checkpointsMayCompleteInAnyOrderOrNotAtAll() {
    for (long id = 1; id <= 4; id++) {
      positions.snapshot(id, Map.of(STREAM, new ReadPosition(id, 1_000 * id)), 10_000);
    }
    positions.abort(2);
    assertThat(positions.complete(3)).containsEntry(STREAM, new Release(3, 0));
    assertThat(positions.complete(1)).isEmpty();
    assertThat(positions.complete(2)).isEmpty();
    assertThat(positions.complete(4)).containsEntry(STREAM, new Release(4, 3));
  }

  @Test
  void theTrailContinuesAfterARestart() {
    CheckpointedPositionsTest before = this;
    Release last = new Release(0, 0);
    for (long id = 1; id <= 60; id++) {
      if (id % 4 == 0) {
        before.positions.snapshot(
            id, Map.of(STREAM, new ReadPosition(id, 10 * id)), before.nowMillis + 10);
        CheckpointedPositionsTest restarted = new CheckpointedPositionsTest();
        restarted.nowMillis = before.nowMillis + 10;
        restarted.positions.restore(STREAM, before.positions.trail(id, STREAM));
        before = restarted;
      } else {
        last = before.checkpoint(id, id, 10 * id);
      }
    }
    assertThat(last).isEqualTo(new Release(59, 49));
  }

  @Test
  void theTrailStaysShortWithManyCheckpoints() {
    for (long id = 1; id <= 1_000; id++) {
      positions.snapshot(id, Map.of(STREAM, new ReadPosition(10 * id, id)), id);
      assertThat(positions.trail(id, STREAM))
          .hasSizeLessThanOrEqualTo(66)
          .endsWith(new ReadPosition(10 * id, id));
      long trimmed = positions.complete(id).get(STREAM).trimUpTo();
      assertThat(trimmed).isBetween(10 * (id - 100 - 3), Math.max(0, 10 * (id - 100)));
    }
  }
}
