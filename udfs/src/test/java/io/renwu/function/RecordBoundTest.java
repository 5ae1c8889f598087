package io.renwu.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.function.OutputRecord.Output;
import org.junit.jupiter.api.Test;

class RecordBoundTest {
  @Test
  void aTombstoneWithALongKeyStaysATombstone() {
    RecordBound bound = new RecordBound(8192);
    OutputRecord record = new OutputRecord(Output.PROGRESS, new byte[10_000], null);
    assertThat(bound.admits(record)).isFalse();
    OutputRecord shortened = bound.shorten(record);
    assertThat(bound.admits(shortened)).isTrue();
    assertThat(shortened.value()).isNull();
  }
}
