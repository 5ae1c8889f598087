package io.renwu.connector.redis.streams.testing;

import java.util.function.Consumer;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/**
 * What a reader knows of where it runs.
 *
 * @param coordinator hears what it says
 */
public record ReaderHost(int subtask, Consumer<SourceEvent> coordinator)
    implements SourceReaderContext {
  @Override
  public SourceReaderMetricGroup metricGroup() {
    return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
  }

  @Override
  public Configuration getConfiguration() {
    return new Configuration();
  }

  @Override
  public String getLocalHostName() {
    return "here";
  }

  @Override
  public int getIndexOfSubtask() {
    return subtask;
  }

  @Override
  public void sendSplitRequest() {
    throw new AssertionError("readers ask for no splits");
  }

  @Override
  public void sendSourceEventToCoordinator(SourceEvent event) {
    coordinator.accept(event);
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
  }
}
