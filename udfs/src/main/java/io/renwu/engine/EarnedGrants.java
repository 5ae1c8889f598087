package io.renwu.engine;

import io.renwu.model.Grant;
import java.util.List;

/**
 * The grants of one task for one event.
 *
 * @param version the one that evaluated the event, which may be above that of a grant
 * @param grants by completion, tier, reward; at least one
 */
public record EarnedGrants(int version, List<Grant> grants) {
  String taskId() {
    return grants.get(0).taskId();
  }
}
