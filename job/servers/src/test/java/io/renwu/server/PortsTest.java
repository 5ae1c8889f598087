package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {
  /** A Redis Cluster node listens on its port + 10000 too. */
  private static final int HIGHEST = 65_535 - 10_000;

  @Test
  void reservesEachPortOnceAndLeavesRoomForTheBusPort() {
    List<Integer> ports = Stream.generate(Ports::free).limit(50).toList();
    assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port > 1_024 && port <= HIGHEST);
  }

  @Test
  void aPortIsReservedForOneJvm() throws Exception {
    int port = Ports.free();
    Process other =
        new ProcessBuilder(
                JavaCommand.of(
                    List.of("-XX:TieredStopAtLevel=1"),
                    System.getProperty("java.class.path"),
                    PortsMain.class.getName(),
                    List.of(Integer.toString(port))))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(other.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("false");
    assertThat(other.waitFor()).isZero();
  }
}
