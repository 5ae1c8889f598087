package io.renwu.document;

import io.renwu.model.Objective;
import io.renwu.model.Recurrence;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import io.renwu.model.Task.Clawback;
import io.renwu.model.Task.InFlight;
import io.renwu.model.Tier;
import io.renwu.violation.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a task from a document. The parts read from a document with violations may contain nulls.
 */
final class TaskParser {
  private static final int MAX_OBJECTIVES = 20;

  private final DocumentCursor document;
  private final Violations violations;
  private @Nullable String taskId;
  private @Nullable Integer version;

  TaskParser(DocumentCursor root, Violations violations) {
    this.violations = violations;
    document =
        root.required("an object")
            .object(
                "taskId",
                "version",
                "name",
                "status",
                "effectiveAt",
                "schedule",
                "audience",
                "preconditions",
                "objectives",
                "completion",
                "period",
                "recurrence",
                "tiers",
                "limits",
                "rewards",
                "clawback",
                "changePolicy");
  }

  /** Null where it could not be read. */
  @Nullable String taskId() {
    return taskId;
  }

  /** Null where it could not be read. */
  @Nullable Integer version() {
    return version;
  }

  /** Reads the task's id and version only. */
  void readIdentity() {
    taskId = IdParser.taskId(document.required("taskId", IdParser.TASK_ID_EXPECTED));
    version = document.required("version", "a whole number from 1").count();
  }

  /** The task; null if there are violations. */
  @Nullable Task parse() {
    readIdentity();
    Map<String, String> name = NameParser.parse(document.get("name"), taskId);
    Task.Status status = document.get("status").constant(Task.Status.ACTIVE);
    Instant effectiveAt = ScheduleParser.time(document.get("effectiveAt"), Instant.MIN);
    var schedule = ScheduleParser.parse(document.get("schedule"));
    var audience = AudienceParser.parse(document.get("audience"), taskId, violations);
    List<String> preconditions = preconditions();
    List<Tier> tiers = RewardParser.tiers(document.get("tiers"));
    boolean tiered = !tiers.isEmpty();
    List<Objective> objectives = objectives(tiers);
    var completion = document.get("completion").constant(Task.Completion.ALL);
    var period = PeriodParser.parse(document.get("period"));
    Recurrence recurrence = RecurrenceParser.parse(document.get("recurrence"), tiered);
    List<Reward> rewards = rewards(tiered);
    LimitParser limits = LimitParser.parse(document.get("limits"), rewardIds(rewards, tiers));
    Clawback clawback = clawback(recurrence);
    InFlight inFlight =
        document.get("changePolicy").object("inFlight").get("inFlight").constant(InFlight.MIGRATE);
    ObjectivesCheck.check(objectives, period, violations);
    if (!violations.isEmpty()) {
      return null;
    }
    return Task.of(UnreadParts.tolerate(taskId), UnreadParts.tolerate(version))
        .name(name)
        .status(UnreadParts.tolerate(status))
        .effectiveAt(UnreadParts.tolerate(effectiveAt))
        .schedule(schedule)
        .audience(audience)
        .preconditions(preconditions)
        .objectives(objectives)
        .completion(UnreadParts.tolerate(completion))
        .period(period)
        .recurrence(recurrence)
        .tiers(tiers)
        .userLimits(limits.userLimits())
        .budgets(limits.budgets())
        .rewards(rewards)
        .clawback(UnreadParts.tolerate(clawback))
        .inFlight(UnreadParts.tolerate(inFlight))
        .build();
  }

  private List<String> preconditions() {
    List<String> ids = new ArrayList<>();
    UniqueNames unique = new UniqueNames("the preconditions");
    for (DocumentCursor element : document.get("preconditions").elements()) {
      String id = IdParser.taskId(element.required(IdParser.TASK_ID_EXPECTED));
      unique.add(element, id);
      if (id != null && id.equals(taskId)) {
        element.reject("the id of another task");
      }
      ids.add(id);
    }
    return Collections.unmodifiableList(ids);
  }

  private List<Objective> objectives(List<Tier> tiers) {
    boolean tiered = !tiers.isEmpty();
    String expected = tiered ? "one objective, as the task has tiers" : "1 to 20 objectives";
    DocumentCursor field = document.required("objectives", expected);
    List<DocumentCursor> elements = field.elements();
    if (field.value() instanceof List<?>
        && (elements.isEmpty() || elements.size() > (tiered ? 1 : MAX_OBJECTIVES))) {
      field.reject(expected);
    }
    List<Objective> objectives = new ArrayList<>();
    UniqueNames ids = new UniqueNames("the task");
    for (DocumentCursor element : elements.subList(0, Math.min(elements.size(), MAX_OBJECTIVES))) {
      objectives.add(ObjectiveParser.parse(element, tiers, ids, violations));
    }
    return Collections.unmodifiableList(objectives);
  }

  private List<Reward> rewards(boolean tiered) {
    DocumentCursor field = document.get("rewards");
    if (tiered && !field.isAbsent() && !field.isEmptyArray()) {
      field.reject("no rewards of the task: each tier has its own");
    }
    return RewardParser.parse(field, new UniqueNames("the task"));
  }

  private static Set<String> rewardIds(List<Reward> rewards, List<Tier> tiers) {
    return Stream.concat(rewards.stream(), tiers.stream().flatMap(tier -> tier.rewards().stream()))
        .map(Reward::rewardId)
        .collect(Collectors.toSet());
  }

  private @Nullable Clawback clawback(Recurrence recurrence) {
    DocumentCursor field = document.get("clawback");
    Clawback clawback = field.constant(Clawback.NONE);
    if (clawback == Clawback.FULL && recurrence.policy() == Recurrence.Policy.REPEAT) {
      field.reject("NONE, as the task repeats");
    }
    return clawback;
  }
}
