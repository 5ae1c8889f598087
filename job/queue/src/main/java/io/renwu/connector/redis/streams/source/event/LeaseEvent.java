package io.renwu.connector.redis.streams.source.event;

import io.renwu.limit.TokenLease;
import org.apache.flink.api.connector.source.SourceEvent;

/** From the enumerator to a reader: tokens to emit records. */
public record LeaseEvent(TokenLease lease) implements SourceEvent {
  private static final long serialVersionUID = 1;
}
