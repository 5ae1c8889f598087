package io.renwu.budget;

import io.renwu.budget.BudgetAnswer.Charge;
import io.renwu.model.Budget.Metric;
import io.renwu.model.Grant;
import io.renwu.model.Grant.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides one request against a task's budgets.
 *
 * <pre>
 * room(line, x)  = used(line.unit) + x &lt;= line.limit, and the unit is not over
 * completion     : counted once, at the first of its records that becomes due; uses 1 of each line
 *                  of COMPLETIONS if each has room and at least one record is granted
 * record         : granted if the completion is, and each line of AMOUNT for its reward has room
 *                  for the whole amount, which it then uses
 * </pre>
 *
 * So the used amount never exceeds a limit, and nothing that fits is refused. An instance decides
 * one request.
 */
public final class BudgetDecider {
  private final BudgetRequest request;
  private final Function<String, @Nullable BudgetAnswer> memory;
  private final Map<String, BudgetAnswer> remembered = new HashMap<>();
  private final List<String> forgotten = new ArrayList<>();
  private final List<Grant> answered = new ArrayList<>();
  private BudgetState state;

  private BudgetDecider(
      BudgetState state, BudgetRequest request, Function<String, @Nullable BudgetAnswer> memory) {
    this.state = state;
    this.request = request;
    this.memory = memory;
  }

  /**
   * The result of a request.
   *
   * @param state of the task after the request
   * @param remembered the answers to store, by key
   * @param forgotten the keys of answers to delete
   * @param grants the request's grants with their outcomes, in the same order
   */
  public record Answer(
      BudgetState state,
      Map<String, BudgetAnswer> remembered,
      List<String> forgotten,
      List<Grant> grants) {}

  /**
   * Decides a request.
   *
   * @param state of the request's task or shadow
   * @param memory finds the stored answer of a key; null if there is none
   */
  public static Answer decide(
      BudgetState state, BudgetRequest request, Function<String, @Nullable BudgetAnswer> memory) {
    BudgetDecider decider = new BudgetDecider(state, request, memory);
    if (request.isWithdrawal()) {
      decider.withdraw();
    } else {
      decider.grant();
    }
    return new Answer(
        decider.state,
        Map.copyOf(decider.remembered),
        List.copyOf(decider.forgotten),
        decider.answered);
  }

  private void grant() {
    boolean counts = request.completes() && memory.apply(request.completionKey()) == null;
    List<BudgetLine> completions = counts ? lines(Metric.COMPLETIONS, null) : List.of();
    boolean refused = !haveRoom(completions, BigDecimal.ONE);
    boolean granted = false;
    for (Grant grant : request.grants()) {
      Grant answer = grant.outcome() == Outcome.GRANTED ? decide(grant, refused) : grant;
      granted |= answer.outcome() == Outcome.GRANTED;
      answered.add(answer);
    }
    if (granted && !completions.isEmpty()) {
      remember(request.completionKey(), false, charge(completions, BigDecimal.ONE));
    }
  }

  private Grant decide(Grant grant, boolean refused) {
    List<BudgetLine> amounts = lines(Metric.AMOUNT, grant.rewardId());
    // A completion without rewards has neither an amount nor a budget for it.
    BigDecimal amount = Objects.requireNonNullElse(grant.amount(), BigDecimal.ZERO);
    if (refused || !haveRoom(amounts, amount)) {
      remember(BudgetRequest.grantKey(grant), true, List.of());
      return grant.with(Outcome.BUDGET_EXHAUSTED);
    }
    if (!amounts.isEmpty()) {
      remember(BudgetRequest.grantKey(grant), false, charge(amounts, amount));
    }
    return grant;
  }

  private void withdraw() {
    for (Grant grant : request.grants()) {
      boolean refused = refund(BudgetRequest.grantKey(grant));
      answered.add(refused ? grant.with(Outcome.BUDGET_EXHAUSTED) : grant);
    }
    if (request.completes()) {
      refund(request.completionKey());
    }
  }

  /**
   * Returns the amounts used under a key to their units.
   *
   * @return whether the stored answer was a refusal
   */
  private boolean refund(String key) {
    BudgetAnswer known = memory.apply(key);
    if (known == null) {
      return false;
    }
    for (Charge take : known.charges()) {
      state = state.refund(take);
    }
    forgotten.add(key);
    return known.refused();
  }

  /** The lines of a metric; for {@code AMOUNT}, those of the reward. */
  private List<BudgetLine> lines(Metric metric, @Nullable String rewardId) {
    List<BudgetLine> lines = new ArrayList<>(request.lines().size());
    for (BudgetLine line : request.lines()) {
      BudgetUnit unit = line.unit();
      if (unit.metric() == metric
          && (metric == Metric.COMPLETIONS || Objects.equals(unit.rewardId(), rewardId))) {
        lines.add(line);
      }
    }
    return lines;
  }

  private boolean haveRoom(List<BudgetLine> lines, BigDecimal amount) {
    return lines.stream().allMatch(line -> state.hasRoom(line, amount));
  }

  private List<Charge> charge(List<BudgetLine> lines, BigDecimal amount) {
    List<Charge> takes = new ArrayList<>(lines.size());
    for (BudgetLine line : lines) {
      state = state.charge(line, amount);
      takes.add(new Charge(line.unit(), amount));
    }
    return takes;
  }

  private void remember(String key, boolean refused, List<Charge> takes) {
    if (request.remembered()) {
      remembered.put(key, new BudgetAnswer(refused, takes, request.forgetAt()));
    }
  }
}
