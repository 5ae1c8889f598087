package io.renwu.connector.redis.streams.testing;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.OperatorIOMetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** An operator's group that remembers what is registered with it, and which of Flink's is used. */
public final class RecordedMetrics extends UnregisteredMetricsGroup
    implements SinkWriterMetricGroup,
        SourceReaderMetricGroup,
        SplitEnumeratorMetricGroup,
        OperatorIOMetricGroup {
  private final Map<String, Metric> metrics = new TreeMap<>();

  private final Map<String, RecordedMetrics> groups = new TreeMap<>();

  /** A group within this one, by its name and value. */
  public RecordedMetrics group(String name, String value) {
    return groups.computeIfAbsent(name + "." + value, key -> new RecordedMetrics());
  }

  @Override
  public MetricGroup addGroup(String name, String value) {
    return group(name, value);
  }

  /** By name. */
  public Map<String, Metric> metrics() {
    return metrics;
  }

  /** What a counter or a gauge of whole numbers says. */
  public long number(String name) {
    Metric metric = metrics.get(name);
    return metric instanceof Counter counter
        ? counter.getCount()
        : ((Number) ((Gauge<?>) metric).getValue()).longValue();
  }

  @Override
  public Counter counter(String name) {
    return (Counter) metrics.computeIfAbsent(name, n -> new SimpleCounter());
  }

  @Override
  public <C extends Counter> C counter(String name, C counter) {
    metrics.put(name, counter);
    return counter;
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    metrics.put(name, gauge);
    return gauge;
  }

  @Override
  public <M extends Meter> M meter(String name, M meter) {
    metrics.put(name, meter);
    return meter;
  }

  @Override
  public <H extends Histogram> H histogram(String name, H histogram) {
    metrics.put(name, histogram);
    return histogram;
  }

  @Override
  public OperatorIOMetricGroup getIOMetricGroup() {
    return this;
  }

  @Override
  public Counter getNumRecordsInCounter() {
    return counter("numRecordsIn");
  }

  @Override
  public Counter getNumRecordsOutCounter() {
    return counter("numRecordsOut");
  }

  @Override
  public Counter getNumBytesInCounter() {
    return counter("numBytesIn");
  }

  @Override
  public Counter getNumBytesOutCounter() {
    return counter("numBytesOut");
  }

  @Override
  public Counter getNumRecordsInErrorsCounter() {
    return counter("numRecordsInErrors");
  }

  @Override
  public Counter getNumRecordsOutErrorsCounter() {
    return counter("numRecordsOutErrors");
  }

  @Override
  public Counter getNumRecordsSendErrorsCounter() {
    return counter("numRecordsSendErrors");
  }

  @Override
  public Counter getNumRecordsSendCounter() {
    return counter("numRecordsSend");
  }

  @Override
  public Counter getNumBytesSendCounter() {
    return counter("numBytesSend");
  }

  @Override
  public void setCurrentSendTimeGauge(Gauge<Long> gauge) {
    gauge("currentSendTime", gauge);
  }

  @Override
  public void setPendingBytesGauge(Gauge<Long> gauge) {
    gauge("pendingBytes", gauge);
  }

  @Override
  public void setPendingRecordsGauge(Gauge<Long> gauge) {
    gauge("pendingRecords", gauge);
  }

  @Override
  public <G extends Gauge<Long>> G setUnassignedSplitsGauge(G gauge) {
    return gauge("unassignedSplits", gauge);
  }
}
