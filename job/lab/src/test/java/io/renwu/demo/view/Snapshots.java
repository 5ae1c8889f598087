package io.renwu.demo.view;

import java.time.Duration;
import java.util.List;

/** Snapshots for tests. */
final class Snapshots {
  private Snapshots() {}

  static DemoSnapshot playing(Duration elapsed) {
    return new DemoSnapshot(
        "playing traffic",
        elapsed,
        Duration.ofSeconds(60),
        List.of(
            new DemoSnapshot.BehaviorCount("register", 1_312, 12.4),
            new DemoSnapshot.BehaviorCount("complete-profile", 981, 7.25),
            new DemoSnapshot.BehaviorCount("comment", 12_345, 180)),
        1_234,
        498.7,
        500.0,
        List.of(
            new DemoSnapshot.TaskCount(
                "comment-3-a-day", "每日评论三个视频", 1_021, List.of(0L, 1L, 4L, 8L)),
            new DemoSnapshot.TaskCount("welcome", "Welcome aboard", 2_624, List.of(3L, 3L, 0L, 6L)),
            new DemoSnapshot.TaskCount(
                "newcomer-pack",
                "Newcomer pack: log in and complete your profile",
                0,
                List.of(0L, 0L))),
        List.of(
            new DemoSnapshot.RewardSeen("12:00:03", "u-100034", "welcome", "100 POINTS"),
            new DemoSnapshot.RewardSeen("12:00:02", "u-100001", "spend-50", "12.5 POINTS")),
        14_638,
        220,
        431,
        "http://localhost:8081",
        List.of("./renwu rate set 100 --config /tmp/demo/renwu.yaml"));
  }
}
