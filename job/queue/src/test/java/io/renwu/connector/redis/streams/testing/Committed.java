package io.renwu.connector.redis.streams.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Passes elements on and keeps for the test, under a name, those that completed checkpoints cover.
 * To be used with parallelism 1.
 *
 * <p>Flink's own collecting sink is not used where jobs fail: a task that is canceled before its
 * sink was opened closes that sink with an error, which ends the TaskManager.
 */
public final class Committed<T>
    implements MapFunction<T, T>, CheckpointedFunction, CheckpointListener {
  private static final long serialVersionUID = 1;
  private static final Map<String, List<Object>> ELEMENTS = new ConcurrentHashMap<>();

  private final String name;
  private final TypeInformation<T> type;
  private transient List<T> all;
  private transient ListState<T> state;
  private transient TreeMap<Long, Integer> sizes;

  public Committed(String name, TypeInformation<T> type) {
    this.name = name;
    this.type = type;
  }

  /** The elements that the last completed checkpoint covers, in their order. */
  @SuppressWarnings("unchecked")
  public static <T> List<T> elements(String name) {
    return (List<T>) ELEMENTS.getOrDefault(name, List.of());
  }

  /** The number of these elements. */
  public static int count(String name) {
    return elements(name).size();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>("committed", type));
    all = new ArrayList<>();
    state.get().forEach(all::add);
    sizes = new TreeMap<>();
    if (context.isRestored()) {
      publish(all.size());
    }
  }

  @Override
  public T map(T element) {
    all.add(element);
    return element;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.update(all);
    sizes.put(context.getCheckpointId(), all.size());
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    Integer size = sizes.get(checkpointId);
    if (size != null) {
      publish(size);
      sizes.headMap(checkpointId, true).clear();
    }
  }

  private void publish(int size) {
    ELEMENTS.put(name, List.copyOf(all.subList(0, size)));
  }
}
