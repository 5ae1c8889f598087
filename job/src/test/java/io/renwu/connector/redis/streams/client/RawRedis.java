package io.renwu.connector.redis.streams.client;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ObjectOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;

/** Does to a server what the queue's own client never does. */
public final class RawRedis {
  private RawRedis() {}

  /** Sends a command, a connection of its own around it, and returns its answer. */
  public static String call(String uri, String command, String... arguments) {
    RedisClient client = RedisClient.create(uri);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      CommandArgs<String, String> all = new CommandArgs<>(StringCodec.UTF8);
      for (String argument : arguments) {
        all.add(argument);
      }
      return String.valueOf(
          connection
              .sync()
              .dispatch(new Keyword(command), new ObjectOutput<>(StringCodec.UTF8), all));
    } finally {
      client.shutdown();
    }
  }

  private record Keyword(String word) implements ProtocolKeyword {
    @Override
    public byte[] getBytes() {
      return word.getBytes(StandardCharsets.US_ASCII);
    }
  }
}
