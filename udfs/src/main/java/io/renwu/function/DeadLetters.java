package io.renwu.function;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The side way of what cannot be used. */
public final class DeadLetters {
  public static final OutputTag<OutputRecord> TAG =
      new OutputTag<>("dead-letters", TypeInformation.of(OutputRecord.class));

  private DeadLetters() {}
}
