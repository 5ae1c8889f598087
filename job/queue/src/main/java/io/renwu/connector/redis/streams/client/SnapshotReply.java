package io.renwu.connector.redis.streams.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.connector.redis.streams.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the answer of {@link Script#SNAPSHOT}. */
final class SnapshotReply {
  private static final Pattern SEEN = Pattern.compile("(\\d{1,19}) (\\d{1,19})");

  private final List<Object> answer;
  private final Keys keys;
  private final StreamId stream;
  private final List<String> problems = new ArrayList<>();

  private SnapshotReply(List<Object> answer, Keys keys, StreamId stream) {
    this.answer = answer;
    this.keys = keys;
    this.stream = stream;
  }

  static StreamSnapshot parse(List<Object> answer, Keys keys, StreamId stream) {
    return new SnapshotReply(answer, keys, stream).read();
  }

  private StreamSnapshot read() {
    long highWater = position(keys.highWater(stream), text(0));
    long taken = position("taken in " + keys.marks(stream), text(1));
    long trimmed = position("trimmed in " + keys.marks(stream), text(2));
    Matcher seen = SEEN.matcher(text(3));
    boolean seenIsReadable = seen.matches();
    if (!seenIsReadable && !text(3).isEmpty()) {
      problems.add(keys.seen(stream) + " holds '" + text(3) + "'");
    }
    for (Object problem : (List<?>) answer.get(10)) {
      problems.add(text(problem));
    }
    String memory = text(9);
    return new StreamSnapshot(
        stream,
        highWater,
        taken,
        trimmed,
        seenIsReadable ? position(keys.seen(stream), seen.group(1)) : 0,
        seenIsReadable ? position(keys.seen(stream), seen.group(2)) : 0,
        Long.parseLong(text(4)),
        text(5),
        entry(answer.get(6)),
        entry(answer.get(7)),
        entry(answer.get(8)),
        memory.isEmpty() ? null : Long.valueOf(memory),
        List.copyOf(problems));
  }

  private long position(String where, String text) {
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      problems.add(where + " holds '" + text + "'");
      return 0;
    }
  }

  private String text(int index) {
    return text(answer.get(index));
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? new String(bytes, UTF_8) : String.valueOf(value);
  }

  private static @Nullable RawEntry entry(Object value) {
    return ((List<?>) value).isEmpty() ? null : RawEntry.of(value);
  }
}
