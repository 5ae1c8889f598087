package io.renwu.bench.engine;

import io.renwu.catalog.Candidate;
import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.UserFacts;
import io.renwu.catalog.Versions;
import io.renwu.condition.EventFacts;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import io.renwu.model.Period;
import java.util.Collection;
import java.util.List;

/**
 * This project's matcher: the catalog finds the candidate tasks of an event, and their filters
 * decide.
 */
record CatalogMatcher(TaskCatalog tasks) {
  private static final UserFacts NOBODY =
      new UserFacts() {
        @Override
        public boolean hasCompleted(String taskId) {
          return false;
        }

        @Override
        public boolean isLate(Period period) {
          return false;
        }

        @Override
        public Collection<Versions> begunTasks() {
          return List.of();
        }
      };

  int count(Event event) {
    EventFacts facts = new EventFacts(event);
    int matching = 0;
    for (Candidate candidate : tasks.candidates(facts, DecisionLevel.OFF, NOBODY)) {
      if (candidate.governing().objectiveAccepts(0, facts)) {
        matching++;
      }
    }
    return matching;
  }
}
