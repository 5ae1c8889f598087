package io.renwu.engine;

import io.renwu.model.Timestamps;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
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
  public static final RecentEvents NONE = new RecentEvents(new Entry[0], List.of());

  private final Entry[] entries;
  private final List<Slice> slices;

  private RecentEvents(Entry[] entries, List<Slice> slices) {
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

    boolean sameId(Entry other) {
      return low == other.low && high == other.high;
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
    return slices.isEmpty() && entries.isEmpty()
        ? NONE
        : new RecentEvents(entries.toArray(Entry[]::new), List.copyOf(slices));
  }

  /** The inline events, in ascending order. */
  public List<Entry> entries() {
    return Collections.unmodifiableList(Arrays.asList(entries));
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
      return isWithin(entries[known].receivedAtMillis, event, horizonMillis);
    }
    for (Slice slice : slices) {
      if (isWithin(slice.latestMillis, event, horizonMillis)) {
        Long apart = largeSets.find(MemberKey.ofEvent(MemberKey.ofSlice(slice.number), event));
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
    boolean known = indexOf(event) >= 0;
    Entry[] with = new Entry[known ? entries.length : entries.length + 1];
    int at = 0;
    for (Entry entry : entries) {
      if (!entry.sameId(event)) {
        with[at++] = entry;
      }
    }
    while (at > 0 && with[at - 1].compareTo(event) > 0) {
      with[at] = with[at - 1];
      at--;
    }
    with[at] = event;
    return new RecentEvents(with, slices);
  }

  /** The same events after all of them move to the large sets. */
  RecentEvents apart(long sliceMillis) {
    TreeMap<Long, Long> latest = new TreeMap<>();
    slices.forEach(slice -> latest.put(slice.number, slice.latestMillis));
    for (Entry entry : entries) {
      long slice = Math.floorDiv(entry.receivedAtMillis, sliceMillis);
      latest.merge(slice, entry.receivedAtMillis, Math::max);
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
    while (gone < entries.length && entries[gone].receivedAtMillis <= millis) {
      gone++;
    }
    List<Slice> later = slices.stream().filter(slice -> slice.latestMillis > millis).toList();
    return gone == 0 && later.size() == slices.size()
        ? this
        : of(later, Arrays.asList(entries).subList(gone, entries.length));
  }

  /** The earliest receipt, of a slice that of its latest event; null if there are no events. */
  @Nullable Long oldestMillis() {
    Long oldest = entries.length == 0 ? null : (Long) entries[0].receivedAtMillis;
    for (Slice slice : slices) {
      oldest = oldest == null ? slice.latestMillis : Math.min(oldest, slice.latestMillis);
    }
    return oldest;
  }

  private int indexOf(Entry event) {
    for (int i = entries.length - 1; i >= 0; i--) {
      if (entries[i].sameId(event)) {
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
    return slices + " " + Arrays.toString(entries);
  }
}
