package io.renwu.job.kafka;

import io.renwu.job.config.KafkaRole;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How the clients of one system reach Kafka, and the names of its topics there. Immutable. It goes
 * into job graphs, so it holds no secret: see {@link io.renwu.job.config.KafkaSecrets}.
 */
public final class KafkaAccess implements Serializable {
  private static final long serialVersionUID = 1L;

  private final EnumMap<KafkaRole, Map<String, String>> properties;
  private final TopicNames topics;

  private KafkaAccess(Map<KafkaRole, Map<String, String>> properties, TopicNames topics) {
    this.properties = new EnumMap<>(properties);
    this.topics = topics;
  }

  /**
   * Creates the access.
   *
   * @param bootstrapServers the brokers to begin with
   * @param settings the other properties of each kind of client
   */
  public static KafkaAccess of(
      String bootstrapServers,
      Function<KafkaRole, Map<String, String>> settings,
      TopicNames topics) {
    EnumMap<KafkaRole, Map<String, String>> properties = new EnumMap<>(KafkaRole.class);
    for (KafkaRole role : KafkaRole.values()) {
      TreeMap<String, String> client = new TreeMap<>(settings.apply(role));
      client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
      properties.put(role, client);
    }
    return new KafkaAccess(properties, topics);
  }

  /** Access without further settings, to topics with the default names. */
  public static KafkaAccess of(String bootstrapServers) {
    return of(bootstrapServers, role -> Map.of(), TopicNames.DEFAULT);
  }

  /** A copy with some settings added or replaced. */
  public KafkaAccess with(Map<String, String> settings) {
    return with(
        client -> {
          client.putAll(settings);
          return client;
        });
  }

  /** A copy with changed properties of each kind of client. */
  public KafkaAccess with(UnaryOperator<Map<String, String>> change) {
    EnumMap<KafkaRole, Map<String, String>> changed = new EnumMap<>(KafkaRole.class);
    properties.forEach((role, before) -> changed.put(role, change.apply(new TreeMap<>(before))));
    return new KafkaAccess(changed, topics);
  }

  /** The brokers to begin with, {@code host:port} with commas between them. */
  public String servers() {
    return Objects.requireNonNull(
        of(KafkaRole.ADMIN).get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG),
        "every client has them");
  }

  private Map<String, String> of(KafkaRole role) {
    return Objects.requireNonNull(properties.get(role), "every role has properties");
  }

  /** The names of the system's topics. */
  public TopicNames topics() {
    return topics;
  }

  /** The properties of a kind of client; a copy. */
  public Properties properties(KafkaRole role) {
    Properties copy = new Properties();
    copy.putAll(of(role));
    return copy;
  }

  /**
   * An admin client.
   *
   * @throws IOException if the settings are invalid
   */
  public Admin admin() throws IOException {
    return open(() -> new BoundedAdmin(new TreeMap<>(of(KafkaRole.ADMIN))));
  }

  /** Bounds {@code close()}; Kafka's own waits forever for calls that a broker never answers. */
  private static final class BoundedAdmin extends ForwardingAdmin {
    private static final Duration MOST = Duration.ofSeconds(2);

    private BoundedAdmin(Map<String, Object> properties) {
      super(properties);
    }

    @Override
    public void close(Duration timeout) {
      super.close(timeout.compareTo(MOST) > 0 ? MOST : timeout);
    }
  }

  /**
   * A consumer of committed records that commits no offsets.
   *
   * @throws IOException if the settings are invalid
   */
  public KafkaConsumer<byte[], byte[]> consumer() throws IOException {
    return consumer("read_committed");
  }

  /** A consumer with an isolation level that commits no offsets. */
  KafkaConsumer<byte[], byte[]> consumer(String isolation) throws IOException {
    Properties consumer = properties(KafkaRole.CONSUMER);
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return open(
        () ->
            new KafkaConsumer<>(
                consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /**
   * A producer that neither loses nor duplicates records.
   *
   * @throws IOException if the settings are invalid
   */
  public KafkaProducer<byte[], byte[]> producer() throws IOException {
    Properties producer = properties(KafkaRole.PRODUCER);
    producer.put(ProducerConfig.ACKS_CONFIG, "all");
    producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    return open(
        () -> new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  @FunctionalInterface
  private interface Client<T> {
    T open();
  }

  private static <T> T open(Client<T> client) throws IOException {
    try {
      return client.open();
    } catch (KafkaException | io.renwu.job.config.ConfigException refused) {
      throw new IOException("cannot use Kafka: " + KafkaFailure.reason(refused), refused);
    }
  }
}
