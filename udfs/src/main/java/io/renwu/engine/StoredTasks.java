package io.renwu.engine;

/**
 * The states of a user's tasks as they were stored, by ascending {@link TaskState#task}. A state is
 * decoded each time it is read; no other one is. Immutable.
 */
public interface StoredTasks {
  /** No tasks. */
  StoredTasks NONE =
      new StoredTasks() {
        private final int[] none = {};

        @Override
        public int size() {
          return 0;
        }

        @Override
        public int indexOf(long key) {
          return -1;
        }

        @Override
        public long key(int index) {
          throw new IndexOutOfBoundsException(index);
        }

        @Override
        public TaskState get(int index) {
          throw new IndexOutOfBoundsException(index);
        }

        @Override
        public int[] refusing() {
          return none;
        }
      };

  int size();

  /**
   * The index of a task.
   *
   * @return {@code -1 - i} if it is absent, where i is the index at which it would be
   */
  int indexOf(long key);

  /** The {@link TaskState#task} at an index. */
  long key(int index);

  /**
   * Decodes one state.
   *
   * @throws IllegalArgumentException if its bytes are no state
   */
  TaskState get(int index);

  /**
   * The ascending indexes of the tasks that {@linkplain TaskState#mayRefuse may refuse}; must not
   * be modified.
   */
  int[] refusing();
}
