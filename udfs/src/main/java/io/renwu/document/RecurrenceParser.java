package io.renwu.document;

import io.renwu.model.Recurrence;
import io.renwu.model.Recurrence.Policy;

/** Reads a task's {@code recurrence}. */
final class RecurrenceParser {
  private RecurrenceParser() {}

  static Recurrence parse(DocumentCursor field, boolean tiered) {
    DocumentCursor recurrence = field.object("policy", "maxCompletions");
    DocumentCursor policyField = recurrence.get("policy");
    Policy policy = policyField.constant(Policy.PER_PERIOD);
    if (tiered && policy == Policy.REPEAT) {
      policyField.reject("ONCE or PER_PERIOD, as the task has tiers");
    }
    DocumentCursor maxField = recurrence.get("maxCompletions");
    if (policy != null && policy != Policy.REPEAT && !maxField.isAbsent()) {
      maxField.reject("nothing: it belongs to the policy REPEAT");
      return new Recurrence(policy, null);
    }
    return new Recurrence(UnreadParts.tolerate(policy), maxField.count());
  }
}
