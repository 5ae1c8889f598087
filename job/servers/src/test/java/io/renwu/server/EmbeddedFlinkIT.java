package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.timeout.Await;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFlinkIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void showsItsWebUiAndRunsJobsWithTheProjectsConfiguration() throws Exception {
    Map<String, String> frequentCheckpoints = Map.of("execution.checkpointing.interval", "500ms");
    try (EmbeddedFlink flink = EmbeddedFlink.start(folder, 2, frequentCheckpoints)) {
      assertThat(page(flink)).contains("Apache Flink Web Dashboard");

      StreamExecutionEnvironment env = flink.environment();
      String job = CountingJob.define(env, "counting").getJobID().toString();

      Await.until(
          "a checkpoint of the job",
          LONG,
          () -> flink.rest().checkpoints(job),
          checkpoints -> checkpoints.path().startsWith("file:" + folder));
      flink.rest().cancel(job);
      Await.until("the end", LONG, () -> flink.rest().status(job), "CANCELED"::equals);
    }
  }

  private static String page(EmbeddedFlink flink) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(flink.webUi()).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
