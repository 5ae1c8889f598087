package io.renwu.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The events that a user sent lately, by which a second one of the same id is known. Immutable; in
 * the order of receipt, those of the same millisecond by id.
 *
 * <p>An id is kept as the first 16 bytes of the SHA-256 of its UTF-8: two of n ids are taken for
 * one with odds of n² / 2^129.
 */
public final class RecentEvents {
  public static final RecentEvents NONE = new RecentEvents(new Entry[0]);

  private final Entry[] entries;

  private RecentEvents(Entry[] entries) {
    this.entries = entries;
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
   * Puts a set of events together.
   *
   * @param entries in ascending order
   */
  public static RecentEvents ofSorted(List<Entry> entries) {
    return entries.isEmpty() ? NONE : new RecentEvents(entries.toArray(Entry[]::new));
  }

  /** In ascending order. */
  public List<Entry> entries() {
    return Collections.unmodifiableList(Arrays.asList(entries));
  }

  /** Whether an event of that id was received less than the horizon before, or after, this one. */
  boolean isDuplicate(Entry event, long horizonMillis) {
    int known = indexOf(event);
    return known >= 0 && event.receivedAtMillis - entries[known].receivedAtMillis < horizonMillis;
  }

  /** With one more event, in the place of an older one of its id. */
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
    return new RecentEvents(with);
  }

  /** Only the events received after a moment; the same instance if that is all of them. */
  RecentEvents receivedAfter(long millis) {
    int gone = 0;
    while (gone < entries.length && entries[gone].receivedAtMillis <= millis) {
      gone++;
    }
    return gone == 0 ? this : ofSorted(Arrays.asList(entries).subList(gone, entries.length));
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
    return other instanceof RecentEvents events && Arrays.equals(entries, events.entries);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(entries);
  }

  @Override
  public String toString() {
    return Arrays.toString(entries);
  }
}
