package io.renwu.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HashTrieTest {
  /** Keys of which many share a hash, or its lowest bits. */
  private record Key(int value) {
    @Override
    public int hashCode() {
      return value % 7 == 0 ? 42 : value % 3 == 0 ? value << 27 : value;
    }
  }

  @Test
  void itHoldsWhatAHashMapHolds() {
    Random random = new Random(5);
    Map<Key, Integer> expected = new HashMap<>();
    HashTrie<Key, Integer> trie = HashTrie.empty();
    for (int i = 0; i < 20_000; i++) {
      Key key = new Key(random.nextInt(300));
      HashTrie<Key, Integer> before = trie;
      Integer held = before.get(key);
      if (random.nextInt(5) < 3) {
        expected.put(key, i);
        trie = trie.with(key, i);
      } else {
        expected.remove(key);
        trie = trie.without(key);
      }
      assertThat(before.get(key)).isEqualTo(held);
      assertThat(trie.size()).isEqualTo(expected.size());
      Key other = new Key(random.nextInt(300));
      assertThat(trie.get(key)).isEqualTo(expected.get(key));
      assertThat(trie.get(other)).isEqualTo(expected.get(other));
    }
    for (int value = 0; value < 300; value++) {
      assertThat(trie.get(new Key(value))).isEqualTo(expected.get(new Key(value)));
      trie = trie.without(new Key(value));
    }
    assertThat(trie.size()).isZero();
  }
}
