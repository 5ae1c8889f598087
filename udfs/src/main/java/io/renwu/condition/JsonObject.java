package io.renwu.condition;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in a condition. CEL converts all of a plain map at each access. It uses a CEL value
 * unchanged, so an access costs the same for any size.
 */
@Immutable
@SuppressWarnings("Immutable") // nothing changes the entries
final class JsonObject extends CelValue implements Map<String, Object> {
  private static final CelType TYPE = MapType.create(SimpleType.DYN, SimpleType.DYN);

  private final Map<String, Object> entries;

  /**
   * @param entries values of CEL's types; must not be modified afterwards
   */
  JsonObject(Map<String, Object> entries) {
    this.entries = Collections.unmodifiableMap(entries);
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return entries.isEmpty();
  }

  @Override
  public CelType celType() {
    return TYPE;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public boolean containsKey(Object key) {
    return entries.containsKey(key);
  }

  @Override
  public boolean containsValue(Object value) {
    return entries.containsValue(value);
  }

  @Override
  public @Nullable Object get(Object key) {
    return entries.get(key);
  }

  @Override
  public Object put(String key, Object value) {
    return entries.put(key, value);
  }

  @Override
  public Object remove(Object key) {
    return entries.remove(key);
  }

  @Override
  public void putAll(Map<? extends String, ?> map) {
    entries.putAll(map);
  }

  @Override
  public void clear() {
    entries.clear();
  }

  @Override
  public Set<String> keySet() {
    return entries.keySet();
  }

  @Override
  public Collection<Object> values() {
    return entries.values();
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return entries.entrySet();
  }

  @Override
  public boolean equals(Object other) {
    return entries.equals(other);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
