package io.renwu.connector.redis.streams.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.source.config.DownstreamSignal.Readings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SignalReaderTest {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final CountDownLatch reading = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  private Readings open(String name) throws IOException {
    if (name.equals("none")) {
      throw new IOException("no signal none");
    }
    log.add("open " + name);
    return new Readings() {
      @Override
      public double read() throws IOException {
        if (name.equals("slow")) {
          reading.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        }
        return Double.parseDouble(name);
      }

      @Override
      public void close() {
        log.add("close " + name);
        closed.countDown();
      }
    };
  }

  @Test
  void opensASignalOnceAndAgainAfterAFailure() {
    SignalReader reader = new SignalReader(this::open);
    assertThat(reader.read("7").join()).isEqualTo(7);
    assertThat(reader.read("7").join()).isEqualTo(7);
    assertThat(reader.read("8").join()).isEqualTo(8);
    assertThatThrownBy(reader.read("-1")::join).hasMessageContaining("found -1.0, expected");
    assertThatThrownBy(reader.read("NaN")::join).hasMessageContaining("found NaN");
    assertThatThrownBy(reader.read("none")::join).hasMessageContaining("no signal none");
    assertThat(reader.read("8").join()).isEqualTo(8);
    assertThat(log)
        .containsExactly(
            "open 7",
            "close 7",
            "open 8",
            "close 8",
            "open -1",
            "close -1",
            "open NaN",
            "close NaN",
            "open 8");
    reader.close();
  }

  @Test
  void closesASignalThatHangs() throws InterruptedException {
    SignalReader reader = new SignalReader(this::open);
    CompletableFuture<Double> answer = reader.read("slow");
    reading.await();
    reader.close();
    closed.await();
    assertThat(log).containsExactly("open slow", "close slow");
    assertThat(answer).isCompletedExceptionally();
  }
}
