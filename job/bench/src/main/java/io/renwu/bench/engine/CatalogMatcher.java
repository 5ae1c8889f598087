package io.renwu.bench.engine;

import io.renwu.catalog.Candidate;
import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.UserFacts;
import io.renwu.condition.EventFacts;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;

/**
 * This project's matcher: the catalog finds the candidate tasks of an event, and their filters
 * decide.
 */
record CatalogMatcher(TaskCatalog tasks) {
  int count(Event event) {
    EventFacts facts = new EventFacts(event);
    int matching = 0;
    for (Candidate candidate : tasks.candidates(facts, DecisionLevel.OFF, UserFacts.NEWCOMER)) {
      if (candidate.governing().objectiveAccepts(0, facts)) {
        matching++;
      }
    }
    return matching;
  }
}
