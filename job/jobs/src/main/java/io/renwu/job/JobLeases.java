package io.renwu.job;

import io.renwu.connector.redis.streams.lease.LeaseGate;
import io.renwu.connector.redis.streams.lease.LeaseSettings;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.ClosingKafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/** The leases of one submission: only one job of each role may run in a system. */
final class JobLeases {
  private final RedisAccess redis;
  private final Map<String, LeaseSettings> byRole = new HashMap<>();

  JobLeases(RedisAccess redis) {
    this.redis = redis;
  }

  /** The lease of a role, shared by everything that is submitted together. */
  LeaseSettings of(String role) {
    return byRole.computeIfAbsent(role, name -> LeaseSettings.of(redis, name));
  }

  /** A gate that opens once the job has the lease of a role. */
  LeaseGate gate(String role) {
    return new LeaseGate(redis, of(role));
  }

  /** A sink that touches Kafka only once its job has the lease of a role. */
  <T> KafkaSink<T> guard(String role, KafkaSink<T> sink) {
    return ClosingKafkaSink.withGate(gate(role)::awaitLease, sink);
  }
}
