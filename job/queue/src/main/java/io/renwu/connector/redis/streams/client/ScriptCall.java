package io.renwu.connector.redis.streams.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ScriptOutputType;
import io.renwu.connector.redis.streams.transport.RedisSender;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Runs scripts by EVAL with the whole text, so that no script has to be loaded first. */
final class ScriptCall {
  private ScriptCall() {}

  /**
   * Runs a script on the server of its first key.
   *
   * @param output the type of its answer
   */
  static <T> CompletableFuture<T> run(
      RedisSender sender,
      Script script,
      ScriptOutputType output,
      String[] keyNames,
      byte[]... arguments) {
    return sender.send(
        keyNames[0], redis -> redis.<T>eval(script.text(), output, keyNames, arguments));
  }

  /** Runs a script that answers with a number. */
  static CompletableFuture<Long> number(
      RedisSender sender, Script script, String[] keyNames, String... arguments) {
    byte[][] bytes =
        Arrays.stream(arguments).map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
    return run(sender, script, ScriptOutputType.INTEGER, keyNames, bytes);
  }
}
