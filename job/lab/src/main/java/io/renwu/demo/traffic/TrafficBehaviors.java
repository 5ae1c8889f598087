package io.renwu.demo.traffic;

import java.util.List;

/** The behaviors that the traffic consists of. */
public final class TrafficBehaviors {
  static final String REGISTER = "register";
  static final String LOGIN = "login";
  static final String CHECK_IN = "check-in";
  static final String COMMENT = "comment";
  static final String FAVORITE = "favorite";
  static final String SUBSCRIBE = "subscribe";
  static final String COMPLETE_PROFILE = "complete-profile";

  /** All of them; each has its topic {@code behavior.<type>}. */
  public static final List<String> ALL =
      List.of(REGISTER, LOGIN, CHECK_IN, COMMENT, FAVORITE, SUBSCRIBE, COMPLETE_PROFILE);

  private TrafficBehaviors() {}

  /** The behaviors that a user shows only some time after getting started. */
  static boolean social(String behavior) {
    return behavior.equals(COMMENT) || behavior.equals(FAVORITE);
  }
}
