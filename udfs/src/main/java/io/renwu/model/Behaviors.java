package io.renwu.model;

import java.util.regex.Pattern;

/** The names of behaviors. */
public final class Behaviors {
  /** The behavior by which users claim rewards; no task can count it. */
  public static final String CLAIM = "claim";

  /** What a name matches, as a regular expression. */
  public static final String NAME = "[a-z][a-z0-9-]*";

  /** With the prefix of the topic, 249 characters at most: as long as Kafka lets a name be. */
  public static final int MAX_LENGTH_IN_TASK = 240;

  private static final Pattern PATTERN = Pattern.compile(NAME);

  private Behaviors() {}

  /** Whether a text can be the name of a behavior. */
  public static boolean isName(String text) {
    return PATTERN.matcher(text).matches();
  }

  /** Whether a text can be the name of a behavior in a task. */
  public static boolean isNameInTask(String text) {
    return text.length() <= MAX_LENGTH_IN_TASK && isName(text);
  }
}
