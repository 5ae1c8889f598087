package io.renwu.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.codec.OutputReader;
import io.renwu.model.Progress;
import io.renwu.model.TaskRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class ProgressBufferTest {
  private final List<OutputRecord> written = new ArrayList<>();
  private final ListCollector<OutputRecord> out = new ListCollector<>(written);

  @Test
  void theLastProgressOfEachKeyIsWrittenOnce() {
    ProgressBuffer buffer = new ProgressBuffer(10);
    put(buffer, "a", 1);
    put(buffer, "b", 1);
    put(buffer, "a", 2);
    assertThat(lines()).isEmpty();
    buffer.emitAll(out);
    assertThat(lines()).containsExactly("b 1", "a 2");
    buffer.emitAll(out);
    assertThat(lines()).hasSize(2);
  }

  @Test
  void aTombstoneReplacesProgressAndProgressATombstone() {
    ProgressBuffer buffer = new ProgressBuffer(10);
    put(buffer, "a", 1);
    buffer.putTombstone(progress("a", 1).key(), out);
    buffer.putTombstone(progress("b", 1).key(), out);
    put(buffer, "b", 1);
    buffer.emitAll(out);
    assertThat(lines()).containsExactly("a ended", "b 1");
  }

  @Test
  void aFullBufferEmitsTheKeyThatHasNotChangedForLongest() {
    ProgressBuffer buffer = new ProgressBuffer(2);
    put(buffer, "a", 1);
    put(buffer, "b", 1);
    put(buffer, "a", 2);
    put(buffer, "c", 1);
    assertThat(lines()).containsExactly("b 1");
    put(buffer, "b", 2);
    assertThat(lines()).containsExactly("b 1", "a 2");
    buffer.emitAll(out);
    assertThat(lines()).containsExactly("b 1", "a 2", "c 1", "b 2");
  }

  @Test
  void aBufferWithoutRoomEmitsEachStepAtOnce() {
    ProgressBuffer buffer = new ProgressBuffer(0);
    put(buffer, "a", 1);
    put(buffer, "a", 2);
    assertThat(lines()).containsExactly("a 1", "a 2");
  }

  private void put(ProgressBuffer buffer, String user, int completions) {
    buffer.put(progress(user, completions), out);
  }

  private static Progress progress(String user, int completions) {
    return Progress.of(user, new TaskRef("task", 1, "-", false)).completions(completions).build();
  }

  /** The user of each record, with its completions. */
  private List<String> lines() {
    return written.stream().map(ProgressBufferTest::line).toList();
  }

  private static String line(OutputRecord record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    return key.substring(0, key.indexOf('/'))
        + " "
        + (record.value() == null
            ? "ended"
            : Long.toString(OutputReader.progress(record.value()).completions()));
  }
}
