package io.renwu.catalog;

import io.renwu.model.Period;
import java.util.List;

/** The facts about an event's user that the catalog needs. */
public interface UserFacts {
  /** A user without a state, whose events are never late. */
  UserFacts NEWCOMER =
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
        public int maxBegun() {
          return 0;
        }

        @Override
        public boolean hasBegun(Versions task) {
          return false;
        }

        @Override
        public List<Versions> begun() {
          return List.of();
        }

        @Override
        public int maxRefusing() {
          return 0;
        }

        @Override
        public boolean mayRefuse(Versions task) {
          return false;
        }

        @Override
        public List<Versions> refusing() {
          return List.of();
        }
      };

  /** Whether the user has completed a task at least once. */
  boolean hasCompleted(String taskId);

  /** Whether the event is too late for its period if the user has no progress in it. */
  boolean isLate(Period period);

  /** An upper bound of the size of {@link #begun}, without looking through the tasks. */
  int maxBegun();

  /** Whether a task, or its shadow, appears in the user's state. */
  boolean hasBegun(Versions task);

  /** The tasks of the catalog that appear in the user's state; the cost is their number. */
  List<Versions> begun();

  /** The size of {@link #refusing}, or a bound of it. */
  int maxRefusing();

  /** Whether a task may refuse an event because of the user's state. */
  boolean mayRefuse(Versions task);

  /**
   * The tasks of the catalog that may refuse an event because of the user's state; the cost is
   * their number.
   */
  List<Versions> refusing();
}
