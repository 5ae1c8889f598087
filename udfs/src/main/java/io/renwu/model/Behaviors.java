package io.renwu.model;

import java.util.regex.Pattern;

/** The names of behaviors. */
public final class Behaviors {
  /** The reserved behavior by which users claim rewards; tasks cannot count it. */
  public static final String CLAIM = "claim";

  /** The regular expression of a name. */
  public static final String NAME = "[a-z][a-z0-9-]*";

  /** With the topic's prefix, at most the 249 characters that Kafka allows. */
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
