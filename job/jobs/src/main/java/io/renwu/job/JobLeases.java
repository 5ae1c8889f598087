package io.renwu.job;

import io.renwu.connector.redis.streams.lease.LeaseGate;
import io.renwu.connector.redis.streams.lease.LeaseSettings;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.ClosingKafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/** The leases of one submission: of several jobs of one role in a system, one may run. */
final class JobLeases {
  private final RedisAccess redis;
  private final Map<String, LeaseSettings> byRole = new HashMap<>();

  JobLeases(RedisAccess redis) {
    this.redis = redis;
  }

  /** The lease of a role; the same for everything that is submitted together. */
  LeaseSettings of(String role) {
    return byRole.computeIfAbsent(role, name -> LeaseSettings.of(redis, name));
  }

  /** What a task passes once its job has the lease of a role. */
  LeaseGate gate(String role) {
    return new LeaseGate(redis, of(role));
  }

  /** A sink that touches Kafka only once its job has the lease of a role. */
  <T> KafkaSink<T> behind(String role, KafkaSink<T> sink) {
    return ClosingKafkaSink.behind(gate(role)::pass, sink);
  }
}
