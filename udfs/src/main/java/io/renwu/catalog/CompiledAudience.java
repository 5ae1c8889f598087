package io.renwu.catalog;

import io.renwu.condition.Clause;
import io.renwu.condition.Condition;
import io.renwu.condition.ConditionResult;
import io.renwu.condition.EventFacts;
import io.renwu.model.Audience;
import io.renwu.model.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The users who take part; immutable and thread-safe.
 *
 * @param filter the compiled filter of the audience
 */
record CompiledAudience(Audience audience, @Nullable Condition filter) {
  private static final int ALL_BASIS_POINTS = 10_000;

  /** Whether the filter is true of the event and the rollout includes its user. */
  boolean accepts(EventFacts facts) {
    return rolledOutTo(facts.event()) && facts.satisfies(filter);
  }

  /** Whether the event's user does not take part. Does not count a filter that fails. */
  boolean excludes(EventFacts facts) {
    return !rolledOutTo(facts.event())
        || (filter != null && facts.result(filter) != ConditionResult.TRUE);
  }

  boolean isEveryone() {
    return filter == null && audience.rollout() == null;
  }

  /** The clauses that hold for every event whose user takes part. */
  List<Clause> necessary() {
    return filter == null ? List.of() : filter.necessary();
  }

  private boolean rolledOutTo(Event event) {
    Audience.Rollout rollout = audience.rollout();
    if (rollout == null) {
      return true;
    }
    CRC32 crc = new CRC32();
    crc.update((rollout.salt() + ":" + event.userId()).getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % ALL_BASIS_POINTS < rollout.basisPoints();
  }
}
