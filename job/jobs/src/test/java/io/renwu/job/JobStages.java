package io.renwu.job;

import io.renwu.budget.BudgetRequest;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.RecordFailures;
import io.renwu.engine.EngineSettings;
import io.renwu.function.BehaviorReader;
import io.renwu.function.BudgetFunction;
import io.renwu.function.DeadLetters;
import io.renwu.function.DocumentFailures;
import io.renwu.function.FailureCounter;
import io.renwu.function.OutputRecord;
import io.renwu.function.PublishedRecord;
import io.renwu.function.QueuedEvent;
import io.renwu.function.QueuedEventSerializer;
import io.renwu.function.QueuedRecord;
import io.renwu.function.QueuedRecordSerializer;
import io.renwu.function.RawRecord;
import io.renwu.function.RecordCheckFunction;
import io.renwu.function.RecordSplitFunction;
import io.renwu.function.RuleGate;
import io.renwu.function.RuleUpdate;
import io.renwu.function.TaskFunction;
import io.renwu.function.UserEventOperator;
import io.renwu.job.kafka.source.RawRecordDeserializer;
import io.renwu.model.DecisionLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Runs the stages of both jobs in sequence, without Kafka, Redis and a cluster. */
@SuppressWarnings("try") // the harnesses declare close() throws Exception
final class JobStages implements AutoCloseable {
  private static final Duration SLACK = Duration.ofDays(1);

  /** The collector's clock; some records have later timestamps. */
  private static final long NOW_MILLIS = 1_795_309_200_000L;

  private static final int WATERMARK_EVERY = 10;
  private static final int POISON_EVERY = 50;
  private static final RecordFailures FAILURES = new RecordFailures(3, Instant.EPOCH, "cause");

  private final StagesTotals totals;
  private final RawRecordDeserializer kafka = new RawRecordDeserializer();
  private final BehaviorReader reader = new BehaviorReader("behavior.", Duration.ofMinutes(5));
  private final QueueBehaviors queue = new QueueBehaviors(reader);
  private final OneInputStreamOperatorTestHarness<RawRecord, RawRecord> check;
  private final OneInputStreamOperatorTestHarness<QueuedRecord, QueuedEvent> unpack;
  private final OneInputStreamOperatorTestHarness<PublishedRecord, RuleUpdate> gate;
  private final KeyedBroadcastOperatorTestHarness<String, QueuedEvent, RuleUpdate, OutputRecord>
      tasks;
  private final KeyedOneInputStreamOperatorTestHarness<String, BudgetRequest, OutputRecord> budgets;
  private final BoundedOutOfOrdernessWatermarks<QueuedRecord> times =
      new BoundedOutOfOrdernessWatermarks<>(SLACK);
  private final WatermarkOutput watermarks =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark mark) {
          advance(mark.getTimestamp());
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
      };
  private long position;
  private long documents;

  JobStages(StagesTotals totals) throws Exception {
    this.totals = totals;
    check =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new RecordCheckFunction(reader)));
    check.open();
    check.setProcessingTime(NOW_MILLIS);
    unpack =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new RecordSplitFunction(FailureCounter.NONE)));
    unpack.setup(QueuedEventSerializer.INSTANCE);
    unpack.open();
    MemoryCatalog catalog = new MemoryCatalog("stages");
    gate =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new RuleGate(catalog, DocumentFailures.NONE, Integer.MAX_VALUE)));
    gate.open();
    TaskFunction function =
        new TaskFunction(EngineSettings.DEFAULTS, DecisionLevel.ALL, catalog, FailureCounter.NONE);
    tasks =
        new KeyedBroadcastOperatorTestHarness<>(
            new UserEventOperator(function),
            queued -> queued.event().userId(),
            Types.STRING,
            1,
            1,
            0);
    tasks.open();
    tasks.processBroadcastWatermark(Long.MAX_VALUE);
    budgets =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new BudgetFunction()), BudgetRequest::key, Types.STRING);
    budgets.open();
  }

  /** Passes a published document to the rule gate. */
  void publish(byte[] document) throws Exception {
    gate.processElement(new StreamRecord<>(published(document)));
    count(drain(gate.getSideOutput(RuleGate.STATUS)));
    for (StreamRecord<RuleUpdate> update : drain(gate)) {
      tasks.processBroadcastElement(update);
    }
  }

  private PublishedRecord published(byte[] document) {
    return new PublishedRecord(documents++, 0, null, document, null, null);
  }

  /** Passes a record of a behavior topic through the stages. */
  void receive(ConsumerRecord<byte[], byte[]> record) throws Exception {
    List<RawRecord> read = new ArrayList<>();
    kafka.deserialize(record, new ListCollector<>(read));
    check.processElement(new StreamRecord<>(read.get(0)));
    count(drain(check.getSideOutput(DeadLetters.TAG)));
    for (StreamRecord<RawRecord> checked : drain(check)) {
      if (checked.getValue().kind() == RawRecord.Kind.RECORD) {
        process(checked.getValue());
      }
    }
  }

  private void process(RawRecord record) throws Exception {
    QueueRecord queued =
        new QueueRecord(
            new StreamId(record.topic(), record.partition()),
            record.offset(),
            record.timestampMillis(),
            record.value());
    QueuedRecord read = queue.deserialize(queued, position);
    long unused = queue.eventTimeMillis(read);
    DataOutputSerializer bytes = new DataOutputSerializer(1024);
    QueuedRecordSerializer.INSTANCE.serialize(read, bytes);
    QueuedRecord sent =
        QueuedRecordSerializer.INSTANCE.deserialize(
            new DataInputDeserializer(bytes.getCopyOfBuffer()));
    times.onEvent(sent, record.timestampMillis(), watermarks);
    unpack.processElement(new StreamRecord<>(sent, record.timestampMillis()));
    for (StreamRecord<QueuedEvent> event : drain(unpack)) {
      totals.event();
      tasks.processElement(event);
    }
    // Some records are replaced as poison records are.
    if (position % POISON_EVERY == 0) {
      count(queue.replace(queued, FAILURES).deadLetter());
    }
    if (position++ % WATERMARK_EVERY == 0) {
      times.onPeriodicEmit(watermarks);
      tasks.prepareSnapshotPreBarrier(position);
    }
    processOutputs();
  }

  private void processOutputs() throws Exception {
    for (StreamRecord<BudgetRequest> request :
        drain(tasks.getSideOutput(BudgetFunction.REQUESTS))) {
      budgets.processElement(request);
    }
    count(drain(tasks));
    count(drain(budgets));
  }

  private void advance(long timestamp) {
    try {
      org.apache.flink.streaming.api.watermark.Watermark mark =
          new org.apache.flink.streaming.api.watermark.Watermark(timestamp);
      tasks.processWatermark(mark);
      budgets.processWatermark(mark);
    } catch (Exception failure) {
      throw new AssertionError("a timer failed at watermark " + timestamp, failure);
    }
  }

  private void count(List<StreamRecord<OutputRecord>> records) {
    records.forEach(record -> count(record.getValue()));
  }

  private void count(OutputRecord record) {
    totals.output(record);
  }

  private static <T> List<StreamRecord<T>> drain(AbstractStreamOperatorTestHarness<T> harness) {
    List<StreamRecord<T>> records = new ArrayList<>();
    harness.extractOutputStreamRecords().forEach(record -> records.add(record.asRecord()));
    harness.getOutput().clear();
    return records;
  }

  private static <T> List<StreamRecord<T>> drain(ConcurrentLinkedQueue<StreamRecord<T>> output) {
    if (output == null) {
      return List.of();
    }
    List<StreamRecord<T>> records = new ArrayList<>(output);
    output.clear();
    return records;
  }

  @Override
  public void close() {
    try {
      check.close();
      unpack.close();
      gate.close();
      tasks.close();
      budgets.close();
    } catch (Exception failure) {
      throw new AssertionError("closing a stage failed", failure);
    }
  }
}
