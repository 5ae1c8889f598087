package io.renwu.bench.engine;

import io.renwu.model.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The same events in each form that a matcher reads. */
record MatchInputs(GeneratedTasks set, List<String> texts, List<byte[]> bytes, List<Event> read) {
  private static final int EVENTS = 999;

  static MatchInputs of(GeneratedTasks set) {
    List<String> texts =
        IntStream.range(0, EVENTS)
            .mapToObj(user -> set.event(user, user % set.objects(), user))
            .toList();
    List<byte[]> bytes = texts.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
    return new MatchInputs(set, texts, bytes, bytes.stream().map(GeneratedTasks::parse).toList());
  }
}
