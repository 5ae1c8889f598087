package io.renwu.job.kafka.source;

import java.io.IOException;

/** A topic was recreated while it was being read; the reader's offsets belong to the old one. */
public final class TopicRecreatedException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates it for both topics.
   *
   * @param begun the id of the topic that the reader began with
   * @param found the id of the topic now
   */
  TopicRecreatedException(String topic, String begun, String found) {
    super(
        "topic "
            + topic
            + " was deleted and recreated: it was "
            + begun
            + " and is "
            + found
            + "; the next attempt reads it from its first offset, in a new epoch of its streams");
  }
}
