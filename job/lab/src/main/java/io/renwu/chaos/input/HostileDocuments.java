package io.renwu.chaos.input;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Makes documents that must be refused, each for another reason, and records of the topic of rules
 * that are no documents. A pure function of the tasks in force and a seed.
 */
final class HostileDocuments {
  /** The most characters of a document. */
  private static final int MOST_CHARACTERS = 256 * 1024;

  /** The bytes of a record that is no document and that the broker accepts. */
  private static final int LARGE_BYTES = 820_000;

  private static final int DEEP = 58;
  private static final int REPEATED = 230;
  private static final int OBJECTIVES = 2_000;

  private final ObjectNode victim;
  private final ObjectNode other;
  private final SplittableRandom random;
  private final List<HostileDocument> all = new ArrayList<>();

  private HostileDocuments(List<ObjectNode> inForce, long seed) {
    this.random = new SplittableRandom(seed);
    int first = random.nextInt(inForce.size());
    this.victim = inForce.get(first);
    this.other = inForce.get((first + 1) % inForce.size());
  }

  /**
   * The documents.
   *
   * @param inForce the accepted documents, two or more of different tasks
   */
  static List<HostileDocument> of(List<ObjectNode> inForce, long seed) {
    HostileDocuments documents = new HostileDocuments(inForce, seed);
    documents.addContradictions();
    documents.addManyViolations();
    documents.addConditions();
    documents.addBroken();
    return documents.all;
  }

  private static String key(ObjectNode document) {
    return document.path("taskId").asText() + "/" + document.path("version").asText();
  }

  /** Versions in force with different content, and keys of other documents. */
  private void addContradictions() {
    String rich = withReward(victim, "another content").toString();
    add("another content of a version in force", key(victim), rich);
    add("the same under another task's key", key(other), rich.replace("another", "a different"));
    add("the same under no task's key", "", rich.replace("another", "a third"));
    ArrayNode both = JsonNodeFactory.instance.arrayNode();
    both.add(withReward(victim, "in an array")).add(withReward(other, "in an array"));
    add("an array of contradictions", key(other), both.toString());
    all.add(new HostileDocument("no value under a key in force", bytes(key(victim)), null));
    all.add(new HostileDocument("no value under a strange key", random(300_000), null));
    all.add(new HostileDocument("no key", null, bytes("{}")));
  }

  private static ObjectNode withReward(ObjectNode document, String name) {
    ObjectNode rich = document.deepCopy();
    ObjectNode reward = rich.putArray("rewards").addObject();
    reward.put("rewardId", "riches").put("type", "POINTS").put("amount", 1_000_000);
    return rich.put("name", name);
  }

  /** Documents whose answer would be large if it named every violation. */
  private void addManyViolations() {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < DEEP; i++) {
      deep.append("{\"").append("level-").append(i).append("-".repeat(200)).append("\":");
    }
    deep.append('{').append("\"again\":1,".repeat(REPEATED)).append("\"again\":1}");
    deep.append("}".repeat(DEEP));
    add("deep and repeated fields", "hostile/1", deep.toString());
    add("fields of the task repeated", "hostile/2", repeatedFields());
    add(
        "thousands of wrong objectives",
        "hostile/3",
        changed(task -> task.set("objectives", wrongObjectives())));
    add("an array of 60,000 empty documents", "hostile/4", "[" + "{},".repeat(60_000) + "{}]");
    add(
        "a long name of an unknown field",
        "hostile/5",
        changed(task -> task.put("f".repeat(MOST_CHARACTERS / 2), 1)));
    add(
        "a long taskId",
        "hostile/6",
        changed(task -> task.put("taskId", "t".repeat(MOST_CHARACTERS / 2))));
  }

  private static String repeatedFields() {
    return "{" + "\"taskId\":\"hostile\",\"version\":1,".repeat(4_000) + "\"name\":\"x\"}";
  }

  private static ArrayNode wrongObjectives() {
    ArrayNode objectives = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < OBJECTIVES; i++) {
      objectives.addObject().put("id", "ID " + i).put("behaviours", i).put("target", -i);
    }
    return objectives;
  }

  /** Conditions that are expensive to parse, check or evaluate. */
  private void addConditions() {
    String list = "[" + "1,".repeat(999) + "1]";
    condition("9,000 clauses", "event.attributes.a == 1 && ".repeat(9_000) + "true");
    condition("50,000 negations", "!".repeat(50_000) + "true");
    condition("20,000 parentheses", "(".repeat(20_000) + "true" + ")".repeat(20_000));
    condition(
        "20,000 nested conditionals",
        "true ? ".repeat(20_000) + "true" + " : false".repeat(20_000));
    condition("10,000 indices", "event.attributes" + "['a']".repeat(10_000) + " == 1");
    condition("40,000 fields", "event" + ".a".repeat(40_000) + " == 1");
    condition(
        "nested loops",
        list
            + ".all(a, "
            + list
            + ".all(b, "
            + list
            + ".all(c, "
            + list
            + ".all(d, a+b+c+d > 0))))");
    condition("a regular expression", "event.attributes.a.matches('(((a+)+)+)+$')");
    condition("a repetition", "event.attributes.a.matches('((a{1,999}){1,999}){1,999}')");
    condition("a text of 200,000", "event.attributes.a == '" + "x".repeat(200_000) + "'");
    condition("20,000 operators", "1" + "+1".repeat(20_000) + " == 2");
    condition("signs of all kinds", "\u0000\uFFFF\"'\\`$#");
  }

  private void condition(String what, String text) {
    add(
        "a condition of " + what,
        "hostile/cel",
        changed(
            task -> {
              task.put("taskId", "hostile-cel");
              task.putObject("audience").put("filter", text);
              // The document is refused even if the condition is accepted.
              task.put("unknown", true);
            }));
  }

  private void addBroken() {
    all.add(new HostileDocument("random bytes", bytes("hostile/7"), random(200_000)));
    all.add(new HostileDocument("many random bytes", bytes("hostile/8"), random(LARGE_BYTES)));
    all.add(new HostileDocument("an empty value", bytes(key(victim)), new byte[0]));
    all.add(new HostileDocument("a large key", random(200_000), bytes("{}")));
    add("200,000 open brackets", "hostile/9", "[".repeat(200_000));
    add("100,000 levels", "hostile/10", "[".repeat(100_000) + "]".repeat(100_000));
    add(
        "40,000 levels of objects",
        "hostile/11",
        "{\"a\":".repeat(40_000) + "1" + "}".repeat(40_000));
    add("a number", "hostile/12", "9".repeat(100_000));
    add(
        "an exponent",
        "hostile/13",
        changed(task -> task.put("taskId", "Hostile"))
            .replace("\"version\":", "\"x\":1e999999999,\"version\":"));
    add("null", "hostile/14", "null");
    add("a text without an end", key(victim), "{\"taskId\":\"" + "x".repeat(250_000));
  }

  private String changed(Consumer<ObjectNode> change) {
    ObjectNode task = victim.deepCopy();
    change.accept(task);
    return task.toString();
  }

  private void add(String what, String key, String text) {
    all.add(HostileDocument.of(what, key, text));
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    bytes[0] = (byte) 0xFF;
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
