package io.renwu.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.codec.EventCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficFileTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long START_MILLIS = 1_795_000_000_000L;

  @Test
  void writesTheNumberOfLinesWithBehaviorAndReceipt() throws IOException {
    List<byte[]> lines = lines(3_000);
    assertThat(lines).hasSize(3_000);
    JsonNode last = JSON.readTree(lines.get(lines.size() - 1));
    assertThat(last.get("behavior").asText()).isIn(TrafficBehaviors.ALL);
    assertThat(last.get("receivedAt").asLong())
        .isBetween(START_MILLIS + 29_000, START_MILLIS + 31_000);
  }

  @Test
  void brokenRecordsBecomeBrokenLines() throws IOException {
    EventCodec codec = new EventCodec(EventCodec.DEFAULT_MAX_AHEAD);
    TrafficGenerator traffic = new TrafficGenerator(5, 50);
    for (int i = 0; i < 20_000; i++) {
      TrafficRecord record = traffic.next(START_MILLIS + i * 10L);
      if (record.breakage() != Breakage.EMPTY) {
        byte[] line = TrafficFile.line(record);
        assertThat(codec.parseLine(line).usable())
            .as("%s: %s", record.breakage(), new String(line, StandardCharsets.UTF_8))
            .isEqualTo(!record.broken());
      }
    }
  }

  private static List<byte[]> lines(int count) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrafficFile.write(new TrafficGenerator(5, 50), count, START_MILLIS, 100, out);
    byte[] all = out.toByteArray();
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        lines.add(Arrays.copyOfRange(all, from, i));
        from = i + 1;
      }
    }
    assertThat(from).as("the last line has its end").isEqualTo(all.length);
    return lines;
  }
}
