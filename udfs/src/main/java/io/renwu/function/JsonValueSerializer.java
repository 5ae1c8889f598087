package io.renwu.function;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serializes JSON values between operators in a compact tagged form. Never used for state.
 *
 * <p>A value is a tag byte and its content: texts are a length (4 bytes) and UTF-8; numbers a scale
 * (4 bytes) and the unscaled value; lists and objects a count (4 bytes) and their members.
 */
final class JsonValueSerializer {
  private static final int NULL = 0;
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final int TEXT = 3;
  private static final int NUMBER = 4;
  private static final int LIST = 5;
  private static final int OBJECT = 6;

  private JsonValueSerializer() {}

  static void writeText(String text, DataOutput out) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  static String readText(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  static void writeObject(Map<String, Object> members, DataOutput out) throws IOException {
    out.writeInt(members.size());
    for (Map.Entry<String, Object> member : members.entrySet()) {
      writeText(member.getKey(), out);
      writeValue(member.getValue(), out);
    }
  }

  static Map<String, Object> readObject(DataInput in) throws IOException {
    int size = in.readInt();
    if (size == 0) {
      return Map.of();
    }
    Map<String, Object> members = new LinkedHashMap<>(size * 2);
    for (int i = 0; i < size; i++) {
      String name = readText(in);
      members.put(name, readValue(in));
    }
    return Collections.unmodifiableMap(members);
  }

  @SuppressWarnings("unchecked") // the members of a JSON object have texts for names
  private static void writeValue(@Nullable Object value, DataOutput out) throws IOException {
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof Boolean truth) {
      out.writeByte(truth ? TRUE : FALSE);
    } else if (value instanceof String text) {
      out.writeByte(TEXT);
      writeText(text, out);
    } else if (value instanceof BigDecimal number) {
      out.writeByte(NUMBER);
      out.writeInt(number.scale());
      writeBytes(number.unscaledValue().toByteArray(), out);
    } else if (value instanceof List<?> list) {
      out.writeByte(LIST);
      out.writeInt(list.size());
      for (Object element : list) {
        writeValue(element, out);
      }
    } else if (value instanceof Map<?, ?> object) {
      out.writeByte(OBJECT);
      writeObject((Map<String, Object>) object, out);
    } else {
      throw new IOException("not a JSON value: " + value.getClass().getName());
    }
  }

  private static @Nullable Object readValue(DataInput in) throws IOException {
    int tag = in.readByte();
    return switch (tag) {
      case NULL -> null;
      case FALSE -> false;
      case TRUE -> true;
      case TEXT -> readText(in);
      case NUMBER -> {
        int scale = in.readInt();
        yield new BigDecimal(new BigInteger(readBytes(in)), scale);
      }
      case LIST -> {
        int size = in.readInt();
        List<Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
          list.add(readValue(in));
        }
        yield Collections.unmodifiableList(list);
      }
      case OBJECT -> readObject(in);
      default -> throw new IOException("unknown tag " + tag + " of a JSON value");
    };
  }
}
