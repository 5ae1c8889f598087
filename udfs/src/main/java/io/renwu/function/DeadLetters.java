package io.renwu.function;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The side output for unusable records. */
public final class DeadLetters {
  public static final OutputTag<OutputRecord> TAG =
      new OutputTag<>("dead-letters", TypeInformation.of(OutputRecord.class));

  private DeadLetters() {}
}
