package io.renwu.job.savepoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.function.OutputRecord;
import io.renwu.function.OutputRecord.Output;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Collects the outputs of a job in this JVM. */
final class SavepointOutputs implements Sink<OutputRecord> {
  private static final long serialVersionUID = 1;
  private static final Map<String, Queue<OutputRecord>> RECORDS = new ConcurrentHashMap<>();

  private final String job;

  SavepointOutputs(String job) {
    this.job = job;
    RECORDS.put(job, new ConcurrentLinkedQueue<>());
  }

  /** The values of one output, in the order of their arrival. */
  List<String> values(Output output) {
    return RECORDS.get(job).stream()
        .filter(record -> record.output() == output && record.value() != null)
        .map(record -> new String(record.value(), UTF_8))
        .toList();
  }

  /**
   * All values except answers to documents, sorted. Tombstones are left out, because their times
   * depend on when state is dropped.
   */
  List<String> sorted() {
    return RECORDS.get(job).stream()
        .filter(record -> record.output() != Output.RULE_STATUS && record.value() != null)
        .map(record -> record.output() + " " + new String(record.value(), UTF_8))
        .sorted()
        .toList();
  }

  @Override
  public SinkWriter<OutputRecord> createWriter(WriterInitContext context) {
    Queue<OutputRecord> records = RECORDS.get(job);
    return new SinkWriter<>() {
      @Override
      public void write(OutputRecord record, Context context) {
        records.add(record);
      }

      @Override
      public void flush(boolean endOfInput) {
        // Nothing is buffered.
      }

      @Override
      public void close() {
        // There is nothing to close.
      }
    };
  }
}
