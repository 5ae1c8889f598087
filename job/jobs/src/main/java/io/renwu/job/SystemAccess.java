package io.renwu.job;

import io.renwu.connector.redis.streams.client.Durability;
import io.renwu.connector.redis.streams.inspect.QueueExpectations;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.connector.redis.streams.transport.RedisTls;
import io.renwu.job.config.MemoryBound;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicNames;

/**
 * The access to a system's Kafka and Redis, and what it requires of them.
 *
 * @param config of the system
 */
public record SystemAccess(RenwuConfig config) {
  /** The access to Kafka, with the names of its topics. */
  public KafkaAccess kafkaClient() {
    return KafkaAccess.of(
        config.get(Options.KAFKA_BOOTSTRAP_SERVERS), config::kafkaClient, topicNames());
  }

  /** The names of the system's topics. */
  public TopicNames topicNames() {
    return new TopicNames(
        config.get(Options.KAFKA_TOPICS_PREFIX), config.get(Options.KAFKA_TOPIC_PREFIX_BEHAVIOR));
  }

  /** The prefix of the system's consumer groups and transactional ids. */
  public String kafkaIdPrefix() {
    return config.get(Options.KAFKA_TOPICS_PREFIX)
        + config.get(Options.KAFKA_TRANSACTIONAL_ID_PREFIX);
  }

  /** The access to the queue's Redis. */
  public RedisAccess redis() {
    return new RedisAccess(
        config.get(Options.REDIS_URI),
        config.get(Options.KAFKA_TOPICS_PREFIX) + config.get(Options.QUEUE_KEY_PREFIX),
        new RedisLogin(
            config.find(Options.REDIS_USERNAME),
            config.find(Options.REDIS_PASSWORD_FILE),
            config.readsEnvironment()),
        new RedisTls(
            config.find(Options.REDIS_TLS_CA_FILE),
            config.find(Options.REDIS_TLS_CERTIFICATE_FILE),
            config.find(Options.REDIS_TLS_KEY_FILE)));
  }

  /** What the collector's checkpoints wait for. */
  public Durability durability() {
    return new Durability(
        config.get(Options.QUEUE_WAIT_REPLICAS),
        config.get(Options.QUEUE_WAIT_AOF),
        config.get(Options.QUEUE_WAIT_TIMEOUT));
  }

  /** What the configuration requires of the queue. */
  public QueueExpectations expectations() {
    MemoryBound memory = MemoryBound.parse(config.get(Options.QUEUE_MAX_MEMORY));
    return new QueueExpectations(
        durability(), config.get(Options.QUEUE_MAX_RECORDS), memory::isReached);
  }
}
