package io.renwu.connector.redis.streams.source.event;

import io.renwu.connector.redis.streams.LaneTopics;
import io.renwu.limit.ReadRules;
import org.apache.flink.api.connector.source.SourceEvent;

/** From the enumerator to a reader: the rules from now on; leases under earlier rules are void. */
public record RulesEvent(ReadRules rules, LaneTopics topics) implements SourceEvent {
  private static final long serialVersionUID = 1;
}
