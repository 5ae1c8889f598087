package io.renwu.cli.queue;

import io.renwu.connector.redis.streams.StreamId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code TOPIC:PARTITION}. */
final class StreamIdConverter implements ITypeConverter<StreamId> {
  @Override
  public StreamId convert(String text) {
    try {
      return StreamId.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new TypeConversionException(
          "found '" + text + "', expected TOPIC:PARTITION, such as behavior.comment:3");
    }
  }
}
