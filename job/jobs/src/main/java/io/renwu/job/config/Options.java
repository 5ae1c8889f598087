package io.renwu.job.config;

import io.renwu.connector.redis.streams.source.config.StartPosition;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.model.Behaviors;
import io.renwu.model.DecisionLevel;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every setting of the system. The first word of a key names the part of the system. */
public final class Options {
  private static final String POSITIVE = "a duration above 0 such as PT5M or 5 min";
  private static final String NOT_NEGATIVE = "a duration of 0 or more such as PT5M or 5 min";

  public static final Option<String> KAFKA_BOOTSTRAP_SERVERS =
      Option.text("kafka.bootstrap.servers", "localhost:9092")
          .where("host:port, with commas between several", text -> text.contains(":"))
          .describedAs("The Kafka brokers to begin with.");
  public static final Option<String> KAFKA_TOPIC_PREFIX_BEHAVIOR =
      Option.text("kafka.topic.prefix.behavior", "behavior.")
          .where("letters, digits, '.', '_' and '-'", text -> text.matches("[a-zA-Z0-9._-]+"))
          .describedAs(
              "A topic of `kafka.topics.prefix`, this prefix and a behavior's type holds that"
                  + " behavior's events.");
  public static final Option<String> KAFKA_TOPICS_PREFIX =
      Option.text("kafka.topics.prefix", "")
          .where(
              "up to 100 letters, digits, '.', '_' and '-'",
              text -> text.matches("[a-zA-Z0-9._-]{0,100}"))
          .describedAs(
              "Begins the names of all topics, consumer groups and transactions of this system, and"
                  + " of its keys in Redis, so that several systems can share servers.");
  public static final Option<Boolean> KAFKA_TOPICS_CREATE =
      Option.bool("kafka.topics.create", true)
          .describedAs(
              "Whether to create the topics that are missing at the start; otherwise the"
                  + " start is refused.");
  public static final Option<Integer> KAFKA_TOPIC_PARTITIONS =
      Option.integer("kafka.topic.partitions", 4)
          .where("a whole number from 1 to 10000", Ranges.between(1, 10_000))
          .describedAs("Partitions of a topic that is created.");
  public static final Option<Integer> KAFKA_TOPIC_REPLICATION_FACTOR =
      Option.integer("kafka.topic.replication.factor", null)
          .where("a whole number from 1 to 100", Ranges.between(1, 100))
          .describedAs("Replicas of a topic that is created; unset: the broker's own default.");
  public static final Option<Duration> KAFKA_DISCOVERY_INTERVAL =
      Option.duration("kafka.discovery.interval", Duration.ofSeconds(10))
          .where(POSITIVE, Ranges::isPositive)
          .describedAs("How often the collector looks for new topics and partitions.");
  public static final Option<Integer> KAFKA_RECORD_MAX_BYTES =
      Option.integer("kafka.record.max.bytes", 1_000_000)
          .where("a whole number from 131072 to 67108864", Ranges.between(1 << 17, 1 << 26))
          .describedAs(
              "The most bytes of a record, key and Kafka's own bytes included: a larger"
                  + " one is shortened, or refused earlier. A topic's `max.message.bytes`"
                  + " applies where it is lower.");
  public static final Option<Duration> KAFKA_TRANSACTION_TIMEOUT =
      Option.duration("kafka.transaction.timeout", Duration.ofMinutes(10))
          .where(POSITIVE, Ranges::isPositive)
          .describedAs(
              "How long a transaction of the task job may stay open: longer than a checkpoint"
                  + " interval and the longest outage, not above the broker's"
                  + " `transaction.max.timeout.ms`.");
  public static final Option<String> KAFKA_TRANSACTIONAL_ID_PREFIX =
      Option.text("kafka.transactional.id.prefix", "renwu")
          .where("a text that is not empty", text -> !text.isEmpty())
          .describedAs("Begins the names of the task job's transactions; unique for each job.");

  public static final Option<String> REDIS_URI =
      Option.text("redis.uri", "redis://localhost:6379")
          .where(RedisAccess.URI_GRAMMAR + " (redis.username, redis.password)", RedisAccess::isUri)
          .describedAs("The Redis server of the queue, its Sentinels, or its cluster.");
  public static final Option<String> REDIS_USERNAME =
      Option.text("redis.username", null).describedAs("The ACL user; unset: Redis's default user.");
  public static final Option<String> REDIS_PASSWORD =
      Option.text("redis.password", null)
          .asSecret()
          .describedAs("The password, from the environment only.");
  public static final Option<String> REDIS_PASSWORD_FILE =
      Option.text("redis.password.file", null)
          .describedAs("A file that holds the password; its last line break is not part of it.");

  public static final Option<String> REDIS_TLS_CA_FILE =
      Option.text("redis.tls.ca.file", null)
          .describedAs(
              "PEM file of the trusted certificates, for an address with TLS; unset:"
                  + " those that Java trusts. Like the next two, it is read on the machine that"
                  + " connects.");
  public static final Option<String> REDIS_TLS_CERTIFICATE_FILE =
      Option.text("redis.tls.certificate.file", null)
          .describedAs("PEM file of the client's own certificate, for mutual TLS.");
  public static final Option<String> REDIS_TLS_KEY_FILE =
      Option.text("redis.tls.key.file", null)
          .describedAs("PEM file of that certificate's private key, PKCS#8, not encrypted.");

  public static final Option<String> QUEUE_KEY_PREFIX =
      Option.text("queue.key.prefix", "renwu")
          .where("letters, digits, '.', '_' and '-'", text -> text.matches("[a-zA-Z0-9._-]+"))
          .describedAs("Begins the names of the queue's keys in Redis.");
  public static final Option<Integer> QUEUE_ENTRY_MAX_RECORDS =
      Option.integer("queue.entry.max.records", 100)
          .where("a whole number from 1 to 100000", Ranges.between(1, 100_000))
          .describedAs("The most records that are packed into one stream entry.");
  public static final Option<Integer> QUEUE_ENTRY_MAX_BYTES =
      Option.integer("queue.entry.max.bytes", 1 << 20)
          .where("a whole number from 65536 to 67108864", Ranges.between(1 << 16, 1 << 26))
          .describedAs("An entry with more bytes than this is closed.");
  public static final Option<Duration> QUEUE_ENTRY_MAX_DELAY =
      Option.duration("queue.entry.max.delay", Duration.ofMillis(20))
          .where(NOT_NEGATIVE, duration -> !duration.isNegative())
          .describedAs("How long a record waits for others to share its entry.");
  public static final Option<Boolean> QUEUE_COMPRESSION =
      Option.bool("queue.compression", true).describedAs("Whether entries are compressed.");
  public static final Option<Duration> QUEUE_RETAIN_SPAN =
      Option.duration("queue.retain.span", Duration.ofHours(1))
          .where(NOT_NEGATIVE, duration -> !duration.isNegative())
          .describedAs(
              "How much of what was read stays in the queue, by time of receipt, so that"
                  + " older savepoints can be restored.");
  public static final Option<Integer> QUEUE_WAIT_REPLICAS =
      Option.integer("queue.wait.replicas", 0)
          .where("a whole number from 0 to 100", Ranges.between(0, 100))
          .describedAs(
              "The number of Redis replicas that must have everything before a checkpoint"
                  + " of the collector completes (`WAIT`); 0 = none.");
  public static final Option<Boolean> QUEUE_WAIT_AOF =
      Option.bool("queue.wait.aof", false)
          .describedAs(
              "Whether Redis must have everything in its append-only file, on disk, before a"
                  + " checkpoint of the collector completes (`WAITAOF`, Redis 7.2).");
  public static final Option<Duration> QUEUE_WAIT_TIMEOUT =
      Option.duration("queue.wait.timeout", Duration.ofSeconds(10))
          .where(POSITIVE, Ranges::isPositive)
          .describedAs("How long `WAIT` and `WAITAOF` may take before the checkpoint fails.");
  public static final Option<Duration> QUEUE_MAX_DRIFT =
      Option.duration("queue.max.drift", Duration.ofMinutes(1))
          .where(NOT_NEGATIVE, duration -> !duration.isNegative())
          .describedAs(
              "How far a reader of a backlog may run ahead of the slowest one, in event"
                  + " time, where the topics' numbers of partitions spread a user's behaviors"
                  + " over several readers: docs/rate.md; 0 = no bound.");
  public static final Option<String> QUEUE_RATE_DEFAULT =
      Option.text("queue.rate.default", "unlimited")
          .where("unlimited, paused, or records a second", Ranges::isInitialRate)
          .describedAs(
              "The task job's rate while none was ever set, or none is known any more:"
                  + " docs/rate.md.");
  public static final Option<Integer> QUEUE_MAX_RECORDS =
      Option.integer("queue.max.records", 1_000_000)
          .where("a whole number of 0 or more", value -> value >= 0)
          .describedAs(
              "While this many offsets of a stream wait in the queue, Kafka keeps the"
                  + " rest; 0 = no bound.");
  public static final Option<String> QUEUE_MAX_MEMORY =
      Option.text("queue.max.memory", "90%")
          .where(
              "bytes (2gb, 500mb), a share of the server's maxmemory (90%), or 0", Ranges::isMemory)
          .describedAs(
              "While Redis uses this much memory, Kafka keeps the rest; a share applies"
                  + " only where the server has a `maxmemory`; 0 = no bound.");
  public static final Option<Duration> QUEUE_POLL_INTERVAL =
      Option.duration("queue.poll.interval", Duration.ofMillis(100))
          .where(POSITIVE, Ranges::isPositive)
          .describedAs("How long a read of an empty queue waits.");
  public static final Option<Duration> QUEUE_DISCOVERY_INTERVAL =
      Option.duration("queue.discovery.interval", Duration.ofSeconds(5))
          .where(POSITIVE, Ranges::isPositive)
          .describedAs("How often the task job looks for new streams.");
  public static final Option<StartPosition> QUEUE_START =
      Option.oneOf("queue.start", StartPosition.class, StartPosition.TAKEN)
          .describedAs("Where a task job without a savepoint begins.");

  public static final Option<List<String>> COLLECTOR_BEHAVIORS =
      Option.list(
              "collector.behaviors",
              List.of(
                  "register",
                  "login",
                  "check-in",
                  "comment",
                  "favorite",
                  "subscribe",
                  "complete-profile"))
          .where(
              "a list of types that match " + Behaviors.NAME,
              types -> types.stream().allMatch(Behaviors::isName))
          .describedAs(
              "The behaviors whose topics exist from the start; others are added when"
                  + " their topic appears.");
  public static final Option<Duration> COLLECTOR_TIME_MAX_AHEAD =
      Option.duration("collector.time.max.ahead", Duration.ofMinutes(5))
          .where(NOT_NEGATIVE, duration -> !duration.isNegative())
          .describedAs(
              "How far an event's time may lie after its receipt, and a record's"
                  + " timestamp ahead of the collector's clock; anything further is refused.");

  public static final Option<Duration> TASKS_DEDUPLICATION_HORIZON =
      Option.duration("tasks.deduplication.horizon", Duration.ofHours(24))
          .where(NOT_NEGATIVE, duration -> !duration.isNegative())
          .describedAs(
              "How long after an event a second one of the same user and id is a"
                  + " duplicate; 0 = never.");
  public static final Option<Duration> TASKS_MEMORY_HORIZON =
      Option.duration("tasks.memory.horizon", Duration.ofDays(90))
          .where("a duration above 0, up to P3660D", Ranges::isMemoryHorizon)
          .describedAs(
              "How long after the end of a period or calendar unit the state remembers"
                  + " what may be cancelled or claimed, and what was used of frequency limits,"
                  + " user limits and budgets.");
  public static final Option<DecisionLevel> TASKS_DECISIONS =
      Option.oneOf("tasks.decisions", DecisionLevel.class, DecisionLevel.REJECTED)
          .describedAs(
              "Which decisions go to `task.decisions`. The fewer decisions, the less an"
                  + " event costs: docs/matching.md.");
  public static final Option<Integer> TASKS_MAX =
      Option.integer("tasks.max", 20_000)
          .where("a whole number from 1 to 1000000", Ranges.between(1, 1_000_000))
          .describedAs(
              "The most accepted versions of all tasks together; further ones are"
                  + " refused. `renwu drop` makes room.");
  public static final Option<Integer> TASKS_POISON_RESTARTS =
      Option.integer("tasks.poison.restarts", 3)
          .where("a whole number from 0 to 1000", Ranges.between(0, 1000))
          .describedAs(
              "After this many failures of a record, and as many restarts of the task"
                  + " job, the record goes to `task.dead-letters`, or a published document is"
                  + " refused; 0 = never: the job restarts until the record passes.");
  public static final Option<Duration> TASKS_STATE_SLACK =
      Option.duration("tasks.state.slack", Duration.ofDays(2))
          .where(NOT_NEGATIVE, duration -> !duration.isNegative())
          .describedAs(
              "How far behind the newest receipt a record may still arrive before"
                  + " finished state is dropped.");

  public static final Option<Boolean> JOB_FRESH =
      Option.bool("job.fresh", false)
          .asOneTime()
          .describedAs(
              "Whether the task job may start without its state where one ran before: all"
                  + " progress, limits, budgets and event ids are forgotten. Only as an"
                  + " argument of one start: docs/cluster.md#where-a-job-begins.");
  public static final Option<Integer> JOB_PARALLELISM =
      Option.integer("job.parallelism", null)
          .where("a whole number from 1 to 32768", Ranges.between(1, 1 << 15))
          .describedAs("Parallel instances of each operator; unset: Flink's own default.");
  public static final Option<Integer> JOB_MAX_PARALLELISM =
      Option.integer("job.max.parallelism", 128)
          .where("a whole number from 1 to 32768", Ranges.between(1, 1 << 15))
          .describedAs(
              "The highest parallelism that a job can ever have; its first savepoint"
                  + " fixes it.");

  private static final Map<String, Option<?>> BY_KEY =
      Arrays.stream(Options.class.getFields())
          .filter(field -> Modifier.isStatic(field.getModifiers()))
          .map(Options::constant)
          .collect(Collectors.toUnmodifiableMap(Option::key, Function.identity()));

  private static final List<Option<?>> ALL =
      BY_KEY.values().stream().sorted((a, b) -> a.key().compareTo(b.key())).toList();

  private Options() {}

  /** Every option, by key. */
  public static List<Option<?>> all() {
    return ALL;
  }

  /** The option of a key; null for an unknown key. */
  static @Nullable Option<?> find(String key) {
    return BY_KEY.get(key);
  }

  private static Option<?> constant(java.lang.reflect.Field field) {
    try {
      return (Option<?>) field.get(null);
    } catch (IllegalAccessException unreachable) {
      throw new IllegalStateException(unreachable);
    }
  }
}
