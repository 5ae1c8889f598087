package io.renwu.engine;

import io.renwu.model.Timestamps;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The recent events of a user, for the detection of duplicates. Immutable.
 *
 * <p>Some are inline, ordered by receipt, then by id. The others are in the user's {@link
 * LargeSets}, in slices of time; a slice expires as a whole, with its latest event.
 *
 * <p>An id is kept as the first 16 bytes of the SHA-256 of its UTF-8: two of n ids collide with
 * probability n² / 2^129.
 */
public final class RecentEvents {
  public static final RecentEvents NONE = new RecentEvents(new long[0], List.of());

  private static final int LONGS = 3;

  /** Of each entry: high, low, receivedAtMillis. */
  private final long[] entries;

  private final List<Slice> slices;

  private RecentEvents(long[] entries, List<Slice> slices) {
    this.entries = entries;
    this.slices = slices;
  }

  /**
   * One event.
   *
   * @param receivedAtMillis since the epoch: a log's timestamps have milliseconds
   */
  public record Entry(long high, long low, long receivedAtMillis) implements Comparable<Entry> {
    static Entry of(String eventId, long receivedAtMillis) {
      ByteBuffer hash = Sha256.of(eventId);
      return new Entry(hash.getLong(), hash.getLong(), receivedAtMillis);
    }

    @Override
    public int compareTo(Entry other) {
      int order = Long.compare(receivedAtMillis, other.receivedAtMillis);
      order = order != 0 ? order : Long.compare(high, other.high);
      return order != 0 ? order : Long.compare(low, other.low);
    }
  }

  /**
   * A slice of events in the user's large sets.
   *
   * @param number names the slice ({@link MemberKey#ofSlice})
   * @param latestMillis the latest receipt among them
   */
  public record Slice(long number, long latestMillis) {}

  /**
   * Creates a set of events.
   *
   * @param slices by ascending number
   * @param entries in ascending order
   */
  public static RecentEvents of(List<Slice> slices, List<Entry> entries) {
    long[] packed = new long[entries.size() * LONGS];
    for (int i = 0; i < entries.size(); i++) {
      set(packed, i, entries.get(i));
    }
    return ofPacked(slices, packed);
  }

  /**
   * Creates a set of events.
   *
   * @param slices by ascending number
   * @param packed high, low and time of receipt of each event, one after the other, in ascending
   *     order of the events; must not be modified afterwards
   */
  public static RecentEvents ofPacked(List<Slice> slices, long[] packed) {
    return slices.isEmpty() && packed.length == 0
        ? NONE
        : new RecentEvents(packed, List.copyOf(slices));
  }

  private static void set(long[] packed, int index, Entry entry) {
    packed[index * LONGS] = entry.high;
    packed[index * LONGS + 1] = entry.low;
    packed[index * LONGS + 2] = entry.receivedAtMillis;
  }

  /** The number of inline events. */
  public int size() {
    return entries.length / LONGS;
  }

  /** An inline event, in ascending order. */
  public Entry entry(int index) {
    return new Entry(high(index), low(index), millis(index));
  }

  /** The first 8 bytes of an inline event's id. */
  public long high(int index) {
    return entries[index * LONGS];
  }

  /** The other 8 bytes of an inline event's id. */
  public long low(int index) {
    return entries[index * LONGS + 1];
  }

  /** The receipt of an inline event, in milliseconds since the epoch. */
  public long millis(int index) {
    return entries[index * LONGS + 2];
  }

  /** The inline events, in ascending order. */
  public List<Entry> entries() {
    return IntStream.range(0, size()).mapToObj(this::entry).toList();
  }

  /** By ascending number. */
  public List<Slice> slices() {
    return slices;
  }

  boolean isEmpty() {
    return entries.length == 0 && slices.isEmpty();
  }

  /**
   * Whether an event of that id was received less than the horizon before or after this one. An id
   * may occur in several slices and inline; its occurrences are at least the horizon apart.
   */
  boolean isDuplicate(Entry event, long horizonMillis, LargeSets largeSets) {
    int known = indexOf(event);
    if (known >= 0) {
      return isWithin(millis(known), event, horizonMillis);
    }
    for (Slice slice : slices) {
      if (isWithin(slice.latestMillis, event, horizonMillis)) {
        Long apart =
            largeSets.find(
                MemberKey.ofEvent(MemberKey.ofSlice(slice.number), event.high, event.low));
        if (apart != null && isWithin(apart, event, horizonMillis)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isWithin(long knownMillis, Entry event, long horizonMillis) {
    return Timestamps.millisBetween(knownMillis, event.receivedAtMillis) < horizonMillis;
  }

  /** Adds an event and removes an older inline one of its id. */
  RecentEvents with(Entry event) {
    int known = indexOf(event);
    int size = size() - (known < 0 ? 0 : 1);
    long[] with = new long[(size + 1) * LONGS];
    if (known < 0) {
      System.arraycopy(entries, 0, with, 0, entries.length);
    } else {
      System.arraycopy(entries, 0, with, 0, known * LONGS);
      int next = (known + 1) * LONGS;
      System.arraycopy(entries, next, with, known * LONGS, entries.length - next);
    }
    RecentEvents others = new RecentEvents(with, slices);
    int at = size;
    while (at > 0 && others.entry(at - 1).compareTo(event) > 0) {
      at--;
    }
    System.arraycopy(with, at * LONGS, with, (at + 1) * LONGS, (size - at) * LONGS);
    set(with, at, event);
    return others;
  }

  /** The same events after all of them move to the large sets. */
  RecentEvents apart(long sliceMillis) {
    TreeMap<Long, Long> latest = new TreeMap<>();
    slices.forEach(slice -> latest.put(slice.number, slice.latestMillis));
    for (int i = 0; i < size(); i++) {
      latest.merge(Math.floorDiv(millis(i), sliceMillis), millis(i), Math::max);
    }
    List<Slice> all = new ArrayList<>(latest.size());
    latest.forEach((number, millis) -> all.add(new Slice(number, millis)));
    return of(all, List.of());
  }

  /**
   * Keeps the events received after a moment and those that share a slice with one; the same
   * instance if all are kept.
   */
  RecentEvents receivedAfter(long millis) {
    int gone = 0;
    while (gone < size() && millis(gone) <= millis) {
      gone++;
    }
    List<Slice> later = slices.stream().filter(slice -> slice.latestMillis > millis).toList();
    return gone == 0 && later.size() == slices.size()
        ? this
        : ofPacked(later, Arrays.copyOfRange(entries, gone * LONGS, entries.length));
  }

  /** The earliest receipt, of a slice that of its latest event; null if there are no events. */
  @Nullable Long oldestMillis() {
    Long oldest = entries.length == 0 ? null : (Long) millis(0);
    for (Slice slice : slices) {
      oldest = oldest == null ? slice.latestMillis : Math.min(oldest, slice.latestMillis);
    }
    return oldest;
  }

  private int indexOf(Entry event) {
    for (int i = size() - 1; i >= 0; i--) {
      if (low(i) == event.low && high(i) == event.high) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecentEvents events
        && Arrays.equals(entries, events.entries)
        && slices.equals(events.slices);
  }

  @Override
  public int hashCode() {
    return 31 * slices.hashCode() + Arrays.hashCode(entries);
  }

  @Override
  public String toString() {
    return slices + " " + entries();
  }
}
