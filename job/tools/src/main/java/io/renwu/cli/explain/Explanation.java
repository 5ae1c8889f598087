package io.renwu.cli.explain;

import io.renwu.model.Audience;
import io.renwu.model.Decision;
import io.renwu.model.Objective;
import io.renwu.model.Recurrence;
import io.renwu.model.Schedule;
import io.renwu.model.Task;
import io.renwu.model.UserLimit;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Explains a decision in words; more exactly if the task's document is known.
 *
 * @param task the version that decided; null if its document is not known
 */
public record Explanation(Decision decision, @Nullable Task task) {
  private static final int ALL_BASIS_POINTS = 10_000;

  /** The reason, in one sentence. */
  public String text() {
    return switch (decision.decision()) {
      case COUNTED -> "It counted: " + progress() + granted() + ".";
      case DUPLICATE ->
          "An event with this id had been received less than the de-duplication horizon before;"
              + " it changes nothing for any task.";
      case PAUSED -> "The task was paused: nothing counts, progress is kept.";
      case OUT_OF_SCHEDULE -> "It happened outside of the task's schedule" + schedule() + ".";
      case NOT_IN_AUDIENCE -> audience();
      case LOCKED ->
          "The user had not completed all of the tasks that come before it" + preconditions() + ".";
      case LATE ->
          "It was received at "
              + decision.receivedAt()
              + ", after its period "
              + decision.period()
              + " had ended"
              + lateness()
              + ".";
      case ALREADY_COMPLETED -> completed();
      case LIMIT_REACHED -> "A limit of the user is used up" + limits() + ".";
      case FILTERED -> objectiveReasons().filtered();
      case INVALID_FIELD -> "The event lacks a usable value" + objectiveReasons().fields() + ".";
      case NO_CHANGE ->
          "It adds nothing: "
              + objectiveReasons().unchanged()
              + "; progress is "
              + progress()
              + ".";
      case FREQUENCY_LIMIT ->
          "As many events as may count had counted already" + objectiveReasons().frequency() + ".";
      case CANCELLED ->
          "It took back what an earlier event had added: " + progress() + revoked() + ".";
      case NOTHING_TO_CANCEL ->
          "It names nothing that had counted and could still be taken back"
              + objectiveReasons().cancelKeys()
              + ".";
      case CLAIMED -> "The user claimed what was waiting: " + grants() + ".";
      case EXPIRED -> "The time to claim the reward was over.";
      case NOTHING_TO_CLAIM -> "The user had nothing to claim that the claim names.";
    };
  }

  private String progress() {
    if (decision.after().isEmpty()) {
      return "not shown";
    }
    List<String> parts = new ArrayList<>();
    decision
        .after()
        .forEach(
            (objective, after) -> {
              BigDecimal before = decision.before().getOrDefault(objective, BigDecimal.ZERO);
              String change =
                  before.compareTo(after) == 0
                      ? plain(after)
                      : plain(before) + " → " + plain(after);
              parts.add(objective + " " + change + target(objective));
            });
    return String.join(", ", parts);
  }

  private String target(String objective) {
    return objectives()
        .filter(o -> o.id().equals(objective))
        .map(o -> " of " + plain(o.target()))
        .findFirst()
        .orElse("");
  }

  private String granted() {
    return decision.grantIds().isEmpty() ? "" : "; " + grants();
  }

  private String grants() {
    int size = decision.grantIds().size();
    return size
        + (size == 1 ? " grant, id " : " grants, ids ")
        + String.join(", ", decision.grantIds());
  }

  private String revoked() {
    return decision.grantIds().isEmpty()
        ? ""
        : "; withdrawn: " + String.join(", ", decision.grantIds());
  }

  private String schedule() {
    if (task == null) {
      return "";
    }
    Schedule schedule = task.schedule();
    Instant time = Objects.requireNonNull(decision.time(), "a decision has its time");
    boolean early = time.isBefore(schedule.startAt());
    Instant bound = early ? schedule.startAt() : schedule.endAt();
    return ", which " + (early ? "begins at " : "ended at ") + bound;
  }

  private String audience() {
    if (task == null) {
      return "The user or the event is not in the task's audience.";
    }
    Audience.Rollout rollout = task.audience().rollout();
    if (rollout != null && !includes(rollout)) {
      return "The user is not in the "
          + plain(BigDecimal.valueOf(rollout.basisPoints(), 2))
          + " % of users that the task is rolled out to (salt "
          + rollout.salt()
          + ").";
    }
    return "The audience's filter was not true of the event: " + task.audience().filter();
  }

  /** {@code crc32(salt + ":" + userId) % 10000 < basisPoints}. */
  private boolean includes(Audience.Rollout rollout) {
    CRC32 crc = new CRC32();
    crc.update((rollout.salt() + ":" + decision.userId()).getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % ALL_BASIS_POINTS < rollout.basisPoints();
  }

  private String preconditions() {
    return task == null ? "" : ": " + String.join(", ", task.preconditions());
  }

  private String lateness() {
    return task == null || task.period().allowedLateness().isZero()
        ? ""
        : " and the allowed lateness of " + task.period().allowedLateness() + " was over";
  }

  private String completed() {
    if (task == null) {
      return "The user had completed the task already, as often as it can be.";
    }
    Recurrence recurrence = task.recurrence();
    return switch (recurrence.policy()) {
      case ONCE -> "The user had completed the task before, and it can be completed only once.";
      case PER_PERIOD ->
          task.period().isEndless()
              ? "The user had completed the task before."
              : "The user had completed the task in the period "
                  + decision.period()
                  + " already; it can be completed once in each "
                  + task.period().unit().name().toLowerCase(Locale.ROOT)
                  + ".";
      case REPEAT ->
          "The user had completed the task "
              + recurrence.maxCompletions()
              + " times in the period "
              + decision.period()
              + ", as often as it can be.";
    };
  }

  private String limits() {
    if (task == null) {
      return "";
    }
    return task.userLimits().stream()
        .map(Explanation::text)
        .collect(Collectors.joining("; ", ": at most ", ""));
  }

  private static String text(UserLimit limit) {
    return limit.limit() + " completions in each " + limit.per().limitName();
  }

  private ObjectiveReasons objectiveReasons() {
    return new ObjectiveReasons(decision, task);
  }

  private Stream<Objective> objectives() {
    return task == null ? Stream.of() : task.objectives().stream();
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
