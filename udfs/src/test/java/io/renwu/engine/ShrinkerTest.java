package io.renwu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.model.DecisionCode;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  private static final int HISTORIES = 200;

  @Test
  void whatIsLeftShowsItStillAndIsAsSmallAsItCanBe() {
    int shown = 0;
    for (long seed = 1; seed <= HISTORIES; seed++) {
      ContractCase history = ContractCase.of(seed);
      if (shows(history)) {
        shown++;
        ContractCase smallest = Shrinker.shrink(history, ShrinkerTest::shows);
        assertThat(shows(smallest)).as(history.text()).isTrue();
        assertThat(smallest.steps()).as(smallest.text()).hasSize(2);
        assertThat(smallest.tasks()).as(smallest.text()).hasSizeLessThanOrEqualTo(2);
        assertThat(smallest.text()).contains("\"objectives\": [{\"id\": \"o", "0: ", "1: ");
      }
    }
    assertThat(shown).isPositive();
  }

  /** Whether there is a duplicate: that takes two events, and a task or two that name them. */
  private static boolean shows(ContractCase history) {
    ContractModel model =
        new ContractModel(
            history.tasks(),
            history.deduplicationHorizon(),
            history.memoryHorizon(),
            RandomTasks.CONDITIONS);
    boolean duplicate = false;
    for (ContractCase.Step step : history.steps()) {
      model.take(step.event());
      duplicate |= model.decisions.stream().anyMatch(d -> d.decision() == DecisionCode.DUPLICATE);
    }
    return duplicate;
  }
}
