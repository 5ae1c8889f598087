package io.renwu.connector.redis.streams.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.timeout.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PreloadedSenderTest {
  private final List<OpenedSender> opened = new ArrayList<>();
  private final PreloadedSender sender =
      new PreloadedSender(
          () -> {
            opened.add(new OpenedSender());
            return opened.get(opened.size() - 1);
          });

  @Test
  void theFirstClientIsReplacedOnceAllItsCommandsHaveAnswers() throws Exception {
    CompletableFuture<String> first = sender.send("key", null);
    CompletableFuture<String> second = sender.send("key", null);
    opened.get(0).answer(0, "yes");
    assertThat(first).isCompletedWithValue("yes");
    assertThat(opened).as("a command is still under way").hasSize(1);
    opened.get(0).answer(1, "also");
    assertThat(second).isCompletedWithValue("also");

    assertThat(opened).hasSize(2);
    Await.untilTrue("the first to be closed", Duration.ofMinutes(1), () -> opened.get(0).closed);
    CompletableFuture<String> third = sender.send("key", null);
    opened.get(1).answer(0, "again");
    assertThat(third).isCompletedWithValue("again");
    assertThat(opened).hasSize(2);
    assertThat(opened.get(1).closed).isFalse();
    sender.close();
    assertThat(opened.get(1).closed).isTrue();
  }

  @Test
  void aClientWithoutAnAnswerIsNotReplaced() {
    CompletableFuture<String> failed = sender.send("key", null);
    opened.get(0).commands.get(0).completeExceptionally(new IllegalStateException("no answer"));
    assertThat(failed).isCompletedExceptionally();
    assertThat(opened).hasSize(1);
    sender.close();
    assertThat(opened.get(0).closed).isTrue();
  }

  private static final class OpenedSender implements RedisSender {
    private final List<CompletableFuture<Object>> commands = new ArrayList<>();
    private volatile boolean closed;

    private void answer(int command, String answer) {
      commands.get(command).complete(answer);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> CompletableFuture<T> send(String key, RedisCommand<T> command) {
      CompletableFuture<Object> answer = new CompletableFuture<>();
      commands.add(answer);
      return (CompletableFuture<T>) answer;
    }

    @Override
    public <T> CompletableFuture<Map<String, T>> sendToAll(RedisCommand<T> command) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Integer> slotsWithoutServer() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
