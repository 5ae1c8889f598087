package io.renwu.connector.redis.streams.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.connector.redis.streams.transport.RedisSender;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The commands for leases of jobs, through Lettuce. */
final class LeaseCommands {
  private final RedisSender sender;
  private final Keys keys;

  LeaseCommands(RedisSender sender, Keys keys) {
    this.sender = sender;
    this.keys = keys;
  }

  CompletableFuture<Optional<JobLease>> get(String role) {
    String key = keys.lease(role);
    return sender.send(key, redis -> redis.hgetall(key)).thenApply(LeaseCommands::lease);
  }

  private static Optional<JobLease> lease(Map<String, byte[]> hash) {
    Map<String, String> fields = new HashMap<>();
    hash.forEach((field, value) -> fields.put(field, new String(value, UTF_8)));
    return fields.containsKey("number") ? Optional.of(JobLease.of(fields)) : Optional.empty();
  }

  CompletableFuture<Long> acquire(String role, Optional<JobLease> seen, JobLease own) {
    return run(
        Script.ACQUIRE_LEASE,
        role,
        seen.map(lease -> Long.toString(lease.number())).orElse(""),
        seen.map(lease -> Long.toString(lease.beat())).orElse(""),
        Long.toString(own.number()),
        own.owner(),
        own.job(),
        own.host(),
        own.since());
  }

  CompletableFuture<Boolean> renew(String role, JobLease own) {
    return run(
            Script.RENEW_LEASE,
            role,
            Long.toString(own.number()),
            own.released() ? "1" : "0",
            own.owner(),
            own.job(),
            own.host(),
            own.since())
        .thenApply(held -> held == 1);
  }

  private CompletableFuture<Long> run(Script script, String role, String... arguments) {
    return ScriptCall.number(sender, script, new String[] {keys.lease(role)}, arguments);
  }
}
