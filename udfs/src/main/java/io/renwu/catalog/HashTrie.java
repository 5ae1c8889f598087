package io.renwu.catalog;

import java.util.Arrays;

/**
 * An immutable hash map. A change copies the nodes on one way from the root: at most 32 references
 * in each of log32(n) nodes, so that it costs about the same in a map of ten and of a million
 * entries.
 */
final class HashTrie<K, V> {
  private static final int BITS = 5;
  private static final HashTrie<?, ?> EMPTY = new HashTrie<>(new Branch(0, new Object[0]), 0);

  private final Branch root;
  private final int size;

  private HashTrie(Branch root, int size) {
    this.root = root;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // it holds nothing
  static <K, V> HashTrie<K, V> empty() {
    return (HashTrie<K, V>) EMPTY;
  }

  int size() {
    return size;
  }

  /** The value, or null. */
  @SuppressWarnings("unchecked") // only values of this type are put in
  V get(K key) {
    int hash = hash(key);
    Branch branch = root;
    for (int shift = 0; ; shift += BITS) {
      Object child = branch.child(hash, shift);
      if (child instanceof Branch below) {
        branch = below;
      } else if (child instanceof Leaf leaf && leaf.hash == hash) {
        return (V) leaf.get(key);
      } else {
        return null;
      }
    }
  }

  HashTrie<K, V> with(K key, V value) {
    Branch changed = root.with(hash(key), 0, new Leaf(hash(key), key, value));
    return new HashTrie<>(changed, get(key) == null ? size + 1 : size);
  }

  HashTrie<K, V> without(K key) {
    return get(key) == null ? this : new HashTrie<>(root.without(hash(key), 0, key), size - 1);
  }

  private static int hash(Object key) {
    int hash = key.hashCode();
    return hash ^ hash >>> 16;
  }

  /**
   * @param bitmap which of 32 children there are
   * @param children the branches and leaves that are there, in order
   */
  private record Branch(int bitmap, Object[] children) {
    private static int bit(int hash, int shift) {
      return 1 << (hash >>> shift);
    }

    private int place(int bit) {
      return Integer.bitCount(bitmap & bit - 1);
    }

    Object child(int hash, int shift) {
      int bit = bit(hash, shift);
      return (bitmap & bit) == 0 ? null : children[place(bit)];
    }

    Branch with(int hash, int shift, Leaf added) {
      int bit = bit(hash, shift);
      int place = place(bit);
      if ((bitmap & bit) == 0) {
        Object[] more = new Object[children.length + 1];
        System.arraycopy(children, 0, more, 0, place);
        System.arraycopy(children, place, more, place + 1, children.length - place);
        more[place] = added;
        return new Branch(bitmap | bit, more);
      }
      return replaced(place, joined(children[place], hash, shift + BITS, added));
    }

    private static Object joined(Object child, int hash, int shift, Leaf added) {
      if (child instanceof Branch below) {
        return below.with(hash, shift, added);
      }
      Leaf leaf = (Leaf) child;
      return leaf.hash == hash
          ? leaf.with(added)
          : new Branch(bit(leaf.hash, shift), new Object[] {leaf}).with(hash, shift, added);
    }

    Branch without(int hash, int shift, Object key) {
      int bit = bit(hash, shift);
      int place = place(bit);
      Object rest =
          children[place] instanceof Branch below
              ? below.without(hash, shift + BITS, key)
              : ((Leaf) children[place]).without(key);
      if (rest != null && !(rest instanceof Branch branch && branch.bitmap == 0)) {
        return replaced(place, rest);
      }
      Object[] fewer = new Object[children.length - 1];
      System.arraycopy(children, 0, fewer, 0, place);
      System.arraycopy(children, place + 1, fewer, place, fewer.length - place);
      return new Branch(bitmap & ~bit, fewer);
    }

    private Branch replaced(int place, Object child) {
      Object[] changed = children.clone();
      changed[place] = child;
      return new Branch(bitmap, changed);
    }
  }

  /** The entries of one hash: keys and values in turn. */
  private static final class Leaf {
    private final int hash;
    private final Object[] entries;

    Leaf(int hash, Object... entries) {
      this.hash = hash;
      this.entries = entries;
    }

    private int find(Object key) {
      for (int i = 0; i < entries.length; i += 2) {
        if (entries[i].equals(key)) {
          return i;
        }
      }
      return -1;
    }

    Object get(Object key) {
      int at = find(key);
      return at < 0 ? null : entries[at + 1];
    }

    /**
     * @param added a leaf of one entry and the same hash
     */
    Leaf with(Leaf added) {
      int at = find(added.entries[0]);
      boolean known = at >= 0;
      Object[] changed = Arrays.copyOf(entries, known ? entries.length : entries.length + 2);
      System.arraycopy(added.entries, 0, changed, known ? at : entries.length, 2);
      return new Leaf(hash, changed);
    }

    /** What is left, or null for nothing. */
    Leaf without(Object key) {
      if (entries.length == 2) {
        return null;
      }
      int at = find(key);
      Object[] fewer = new Object[entries.length - 2];
      System.arraycopy(entries, 0, fewer, 0, at);
      System.arraycopy(entries, at + 2, fewer, at, fewer.length - at);
      return new Leaf(hash, fewer);
    }
  }
}
