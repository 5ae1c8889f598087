package io.renwu.codec;

import io.renwu.engine.RecentEvents;
import io.renwu.engine.UserState;
import java.util.ArrayList;
import java.util.List;

/** Reads the format of {@link UserStateWriter} and those of versions 1 and 2. */
final class UserStateReader {
  private final UserStateInput in;
  private final int version;

  UserStateReader(UserStateInput in, int version) {
    this.in = in;
    this.version = version;
  }

  /**
   * Reads a state to its end.
   *
   * @param bytes that the input reads
   */
  UserState read(byte[] bytes) {
    if (version > StateFormat.SECOND) {
      RecentEvents events = readEvents();
      return UserState.of(events, new TaskTable(bytes, in));
    }
    RecentEvents events = readEventsOfVersion2();
    UserState state =
        UserState.of(
            events,
            in.list(in.readUnsigned(), new TaskStateReader(in, version)::readTaskOfVersion2));
    in.expectEnd();
    return state;
  }

  private RecentEvents readEvents() {
    long header = in.readUnsigned();
    boolean wide = StateFormat.high(header);
    int millisBytes = wide ? Long.BYTES : Integer.BYTES;
    List<RecentEvents.Slice> slices = StateFormat.low(header) ? readSlices() : List.of();
    int size = in.count(header >>> StateFormat.EVENT_FLAG_BITS);
    long first = size == 0 ? 0 : in.readSigned();
    in.count((long) size * (2 * Long.BYTES + millisBytes));
    long[] packed = new long[3 * size];
    for (int i = 0; i < packed.length; i += 3) {
      packed[i] = in.readFixed(Long.BYTES);
      packed[i + 1] = in.readFixed(Long.BYTES);
      packed[i + 2] = first + in.readFixed(millisBytes);
    }
    return RecentEvents.ofPacked(slices, packed);
  }

  private RecentEvents readEventsOfVersion2() {
    long header = in.readUnsigned();
    int size = in.count(header >>> 1);
    List<RecentEvents.Entry> entries = new ArrayList<>(size);
    long receivedAtMillis = 0;
    for (int i = 0; i < size; i++) {
      receivedAtMillis += in.readSigned();
      long high = in.readFixed(Long.BYTES);
      entries.add(new RecentEvents.Entry(high, in.readFixed(Long.BYTES), receivedAtMillis));
    }
    return RecentEvents.of(StateFormat.low(header) ? readSlices() : List.of(), entries);
  }

  private List<RecentEvents.Slice> readSlices() {
    int size = in.count(in.readUnsigned());
    List<RecentEvents.Slice> slices = new ArrayList<>(size);
    long number = 0;
    for (int i = 0; i < size; i++) {
      number += in.readSigned();
      slices.add(new RecentEvents.Slice(number, in.readSigned()));
    }
    return slices;
  }
}
