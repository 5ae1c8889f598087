package io.renwu.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.budget.BudgetDecider.Answer;
import io.renwu.codec.BudgetCodec;
import io.renwu.model.Budget.Metric;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Grant;
import io.renwu.model.Grant.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares random requests with sums over all grants: no limit is exceeded, and nothing that fits
 * is refused. State and answers pass through their codec after each request.
 */
class BudgetPropertyTest {
  private static final int REQUESTS = 20_000;

  /** A granted record that is not withdrawn, with the units that counted it. */
  private record Paid(Grant grant, List<BudgetUnit> units) {}

  private final List<Paid> paid = new ArrayList<>();
  private final Map<String, byte[]> memory = new HashMap<>();
  private byte[] state = BudgetCodec.encode(BudgetState.empty());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void grantsAllThatFitsAndNothingElse(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < REQUESTS; i++) {
      String at = "seed " + seed + ", request " + i;
      if (random.nextInt(4) == 0 && !paid.isEmpty()) {
        withdraw(paid.remove(random.nextInt(paid.size())), at);
      } else {
        ask("u" + i, lines(random), random.nextInt(8) + 1, at);
      }
    }
    assertThat(memory.size()).as("stored answers").isLessThan(REQUESTS * 3);
  }

  private static List<BudgetLine> lines(Random random) {
    int day = random.nextInt(3);
    List<BudgetLine> lines = new ArrayList<>();
    lines.add(Requests.amount("points", CalendarUnit.ALWAYS, 0, "300.5"));
    lines.add(Requests.amount("points", CalendarUnit.DAY, day, "130"));
    lines.add(Requests.completions(CalendarUnit.DAY, day, 20 + random.nextInt(2)));
    return lines;
  }

  private void ask(String user, List<BudgetLine> lines, int points, String at) {
    Grant grant = Requests.grant(user, 1, "points", String.valueOf(points));
    boolean fits =
        lines.stream()
            .allMatch(
                line -> used(line.unit()).add(cost(line, grant)).compareTo(line.limit()) <= 0);
    Answer answer = decide(Requests.request(lines, grant));
    Outcome outcome = answer.grants().get(0).outcome();
    assertThat(outcome).as(at).isEqualTo(fits ? Outcome.GRANTED : Outcome.BUDGET_EXHAUSTED);
    if (fits) {
      paid.add(new Paid(grant, lines.stream().map(BudgetLine::unit).toList()));
    }
  }

  private void withdraw(Paid withdrawn, String at) {
    Answer answer = decide(Requests.request(List.of(), Requests.revoked(withdrawn.grant())));
    assertThat(answer.grants().get(0).outcome()).as(at).isEqualTo(Outcome.GRANTED);
  }

  private BigDecimal used(BudgetUnit unit) {
    return paid.stream()
        .filter(p -> p.units().contains(unit))
        .map(p -> unit.metric() == Metric.AMOUNT ? p.grant().amount() : BigDecimal.ONE)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal cost(BudgetLine line, Grant grant) {
    return line.unit().metric() == Metric.AMOUNT ? grant.amount() : BigDecimal.ONE;
  }

  private Answer decide(BudgetRequest request) {
    Answer answer =
        BudgetDecider.decide(BudgetCodec.decodeState(state), request, key -> remembered(key));
    state = BudgetCodec.encode(answer.state());
    assertThat(BudgetCodec.decodeState(state)).isEqualTo(answer.state());
    answer.remembered().forEach((key, value) -> memory.put(key, BudgetCodec.encode(value)));
    memory.keySet().removeAll(answer.forgotten());
    return answer;
  }

  private BudgetAnswer remembered(String key) {
    byte[] bytes = memory.get(key);
    return bytes == null ? null : BudgetCodec.decodeRemembered(bytes);
  }
}
