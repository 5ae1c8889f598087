package io.renwu.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What each event of the current round added to an objective and a cancel event can undo, by the
 * {@link DistinctValue} of its key. The latest entries are inline, in the order in which they
 * counted; earlier ones are in the user's {@link LargeSets}. Immutable.
 */
public final class CancelLog {
  static final CancelLog NONE = new CancelLog(0, List.of());

  private final long apart;
  private final List<Entry> entries;

  private CancelLog(long apart, List<Entry> entries) {
    this.apart = apart;
    this.entries = entries;
  }

  /**
   * What one event added.
   *
   * @param key not to be changed
   * @param amount the amount to subtract; null for 1
   */
  public record Entry(byte[] key, @Nullable BigDecimal amount) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Entry entry
          && Arrays.equals(key, entry.key)
          && Objects.equals(amount, entry.amount);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(key) + Objects.hashCode(amount);
    }
  }

  /**
   * Creates a log.
   *
   * @param apart the number of entries in the large sets
   * @param entries the inline entries, in the order in which they counted
   */
  public static CancelLog of(long apart, List<Entry> entries) {
    return new CancelLog(apart, List.copyOf(entries));
  }

  /** The number of entries in the user's large sets. */
  public long apart() {
    return apart;
  }

  /** The inline entries, in the order in which they counted. */
  public List<Entry> entries() {
    return entries;
  }

  boolean isEmpty() {
    return apart == 0 && entries.isEmpty();
  }

  CancelLog with(byte[] key, @Nullable BigDecimal amount) {
    List<Entry> with = new ArrayList<>(entries.size() + 1);
    with.addAll(entries);
    with.add(new Entry(key, amount));
    return new CancelLog(apart, List.copyOf(with));
  }

  /**
   * A log without the latest entry of a key, and that entry.
   *
   * @param amount of the entry; null for 1
   * @param put the changes to the large sets
   */
  record Taken(CancelLog log, @Nullable BigDecimal amount, Map<String, Long> put) {}

  /**
   * Removes the latest entry of a key; null if there is none.
   *
   * @param name of the set: {@link MemberKey#ofLog}
   */
  @Nullable Taken removeLatest(byte[] key, String name, LargeSets largeSets) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (Arrays.equals(entries.get(i).key(), key)) {
        List<Entry> without = new ArrayList<>(entries);
        BigDecimal amount = without.remove(i).amount();
        return new Taken(new CancelLog(apart, List.copyOf(without)), amount, Map.of());
      }
    }
    Long size = apart == 0 ? null : largeSets.find(MemberKey.ofLogSize(name, key));
    if (size == null || size == 0) {
      return null;
    }
    return new Taken(
        new CancelLog(apart - 1, entries),
        amount(key, size - 1, name, largeSets),
        Map.of(MemberKey.ofLogSize(name, key), size - 1));
  }

  private static @Nullable BigDecimal amount(
      byte[] key, long number, String name, LargeSets largeSets) {
    Long scale = largeSets.find(MemberKey.ofLogEntry(name, MemberKey.LogPart.SCALE, number, key));
    if (scale == null) {
      return null;
    }
    BigInteger high = part(key, number, MemberKey.LogPart.HIGH, name, largeSets);
    BigInteger low = part(key, number, MemberKey.LogPart.LOW, name, largeSets);
    BigInteger unsignedLow = low.signum() < 0 ? low.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : low;
    return new BigDecimal(high.shiftLeft(Long.SIZE).add(unsignedLow), Math.toIntExact(scale));
  }

  private static BigInteger part(
      byte[] key, long number, MemberKey.LogPart part, String name, LargeSets largeSets) {
    Long bits = largeSets.find(MemberKey.ofLogEntry(name, part, number, key));
    return BigInteger.valueOf(Objects.requireNonNull(bits, "an amount is kept with all its parts"));
  }

  /**
   * The members to add to the large sets when all entries move there.
   *
   * <pre>
   * size(key)          = the number of moved entries of the key; the next one has this number
   * entry(number, key) = scale, high and low 64 bits of the unscaled amount; nothing for 1
   * </pre>
   *
   * A canonical amount has at most 38 digits, which 127 bits hold.
   */
  Map<String, Long> toPutApart(String name, LargeSets largeSets) {
    Map<String, Long> put = new HashMap<>();
    for (Entry entry : entries) {
      String sizeKey = MemberKey.ofLogSize(name, entry.key());
      Long known = put.get(sizeKey);
      if (known == null) {
        known = apart == 0 ? null : largeSets.find(sizeKey);
      }
      long number = known == null ? 0 : known;
      put.put(sizeKey, number + 1);
      if (entry.amount() != null) {
        BigInteger unscaled = entry.amount().unscaledValue();
        put.put(
            entryKey(name, MemberKey.LogPart.SCALE, number, entry), (long) entry.amount().scale());
        put.put(
            entryKey(name, MemberKey.LogPart.HIGH, number, entry),
            unscaled.shiftRight(Long.SIZE).longValueExact());
        put.put(entryKey(name, MemberKey.LogPart.LOW, number, entry), unscaled.longValue());
      }
    }
    return put;
  }

  private static String entryKey(String name, MemberKey.LogPart part, long number, Entry entry) {
    return MemberKey.ofLogEntry(name, part, number, entry.key());
  }

  /** The log after all of its entries move to the large sets. */
  CancelLog allApart() {
    return new CancelLog(apart + entries.size(), List.of());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CancelLog log && apart == log.apart && entries.equals(log.entries);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(apart) + entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.size() + " entries, " + apart + " apart";
  }
}
