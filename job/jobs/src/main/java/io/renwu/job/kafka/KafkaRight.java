package io.renwu.job.kafka;

/**
 * An operation that a principal may run on a resource of Kafka.
 *
 * @param resource the kind of resource
 * @param prefixed whether {@code name} is a prefix of names
 */
public record KafkaRight(Resource resource, String name, boolean prefixed, String operation) {
  /** The kinds of resources, in Kafka's words. */
  public enum Resource {
    TOPIC("topic"),
    GROUP("group"),
    TRANSACTIONAL_ID("transactional-id"),
    CLUSTER("cluster");

    private final String word;

    Resource(String word) {
      this.word = word;
    }

    /** The word for it in the options of {@code kafka-acls.sh}. */
    public String word() {
      return word;
    }
  }

  /** The options of {@code kafka-acls.sh --add} that grant it. */
  public String options() {
    String place = resource == Resource.CLUSTER ? " " : " " + name + " ";
    String pattern = prefixed ? "--resource-pattern-type prefixed " : "";
    return "--operation " + operation + " --" + resource.word() + place + pattern.strip();
  }
}
