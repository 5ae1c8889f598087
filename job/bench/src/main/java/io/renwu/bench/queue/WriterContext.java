package io.renwu.bench.queue;

import java.util.OptionalLong;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** The context of a task, with what the queue's sink uses. */
record WriterContext(MailboxExecutor mailbox, ProcessingTimeService timers)
    implements WriterInitContext {
  @Override
  public MailboxExecutor getMailboxExecutor() {
    return mailbox;
  }

  @Override
  public ProcessingTimeService getProcessingTimeService() {
    return timers;
  }

  @Override
  public SinkWriterMetricGroup metricGroup() {
    return UnregisteredMetricsGroup.createSinkWriterMetricGroup();
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return SimpleUserCodeClassLoader.create(WriterContext.class.getClassLoader());
  }

  @Override
  public OptionalLong getRestoredCheckpointId() {
    return OptionalLong.empty();
  }

  @Override
  public boolean isObjectReuseEnabled() {
    return true;
  }

  @Override
  public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
    throw new UnsupportedOperationException("this task has no serialization schema");
  }

  @Override
  public <T> TypeSerializer<T> createInputSerializer() {
    throw new UnsupportedOperationException("this task has no input serializer");
  }

  @Override
  public JobInfo getJobInfo() {
    throw new UnsupportedOperationException("this task is of no job");
  }

  @Override
  public TaskInfo getTaskInfo() {
    throw new UnsupportedOperationException("this task is of no job");
  }
}
