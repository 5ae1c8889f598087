package io.renwu.engine;

import io.renwu.budget.BudgetRequest;
import io.renwu.model.Grant;
import java.util.List;

/**
 * One user's stored state, and the budgets that decide on the user's grants: what differs between a
 * job, a simulation and a test.
 *
 * @param <E> what a storage that fails throws
 */
public interface UserPort<E extends Exception> {
  /** The state as it was saved last; an empty one for a new user. */
  UserState load() throws E;

  /** The user's large sets as they were saved last. */
  LargeSets largeSets();

  /** Saves a state and applies the changes of the large sets that belong to it. */
  void save(UserState state, SetChanges changes) throws E;

  /**
   * Asks a task's budgets for grants.
   *
   * @return the grants as the budgets decided them; empty if they are decided later and elsewhere
   */
  List<Grant> ask(BudgetRequest request) throws E;
}
