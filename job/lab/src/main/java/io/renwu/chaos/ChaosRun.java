package io.renwu.chaos;

import io.renwu.access.SampleTasks;
import io.renwu.chaos.cluster.ChaosCluster;
import io.renwu.chaos.cluster.Recovery;
import io.renwu.chaos.cluster.RestartWatch;
import io.renwu.chaos.fault.FaultKind;
import io.renwu.chaos.fault.FaultPlan;
import io.renwu.cluster.ClusterControl;
import io.renwu.cluster.ClusterFolder;
import io.renwu.demo.DrainCheck;
import io.renwu.demo.RewardJudge;
import io.renwu.demo.TrafficPlayer;
import io.renwu.demo.recount.RecountReport;
import io.renwu.demo.traffic.TrafficGenerator;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.timeout.Await;
import io.renwu.timeout.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Starts a cluster, plays traffic, injects the planned faults, stops the traffic, waits until every
 * record is processed, stops the jobs, and compares every reward with a recount of the input
 * topics.
 *
 * <p>The recount excludes tasks with preconditions. Whether a prerequisite was completed before an
 * event depends on the order of records of different topics, and while the collector catches up
 * after a failure, that is the order of arrival.
 */
public final class ChaosRun {
  private static final int USERS = 400;

  /** How long the traffic waits for an unavailable Kafka; longer than any fault. */
  private static final Duration DELIVERY = Duration.ofMinutes(10);

  private final ChaosSettings requested;
  private final ClusterFolder folder;
  private final Consumer<String> progress;
  private final Map<String, String> judged = SampleTasks.load().textsWithoutPreconditions();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param folder a new one
   * @param progress receives one line for each step
   */
  public ChaosRun(ChaosSettings settings, ClusterFolder folder, Consumer<String> progress) {
    this.requested = settings;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Runs to the end. No process of the cluster is left, however it ends.
   *
   * @throws ServerException if the cluster does not start
   */
  public ChaosResult run() throws Exception {
    long beginNanos = System.nanoTime();
    boolean wantsDisk = requested.kinds().contains(FaultKind.FILL_DISK);
    try (ChaosCluster cluster = new ChaosCluster(folder, wantsDisk)) {
      boolean noDisk = wantsDisk && cluster.disk().isEmpty();
      ChaosSettings settings = noDisk ? requested.without(FaultKind.FILL_DISK) : requested;
      Map<FaultKind, String> leftOut =
          noDisk ? Map.of(FaultKind.FILL_DISK, cluster.noDiskReason()) : Map.of();
      leftOut.forEach((kind, why) -> progress.accept("left out: " + kind.word() + ", " + why));
      cluster.up(progress);
      Recovery recovery = new Recovery(cluster, settings.patience());
      RenwuConfig direct = cluster.direct();
      List<FaultResult> results;
      long records;
      Optional<RecountReport> rewards;
      FaultActions actions = new FaultActions(cluster, settings, judged);
      try (TrafficPlayer player = player(settings, direct)) {
        player.start();
        results =
            new FaultSequence(
                    actions::of, recovery::await, RestartWatch.of(cluster.rest()), progress)
                .play(
                    FaultPlan.of(
                        settings.seed(),
                        settings.faults(),
                        settings.kinds(),
                        settings.longestOutage()));
        player.finish();
        records = player.sent().values().stream().mapToLong(Long::longValue).sum();
        rewards = judge(direct, actions.refusedDocuments());
      }
      return new ChaosResult(
          settings,
          leftOut,
          results,
          records,
          rewards,
          problems,
          Duration.ofNanos(System.nanoTime() - beginNanos));
    }
  }

  private static TrafficPlayer player(ChaosSettings settings, RenwuConfig config) {
    SystemAccess access = new SystemAccess(config);
    String delivery = Long.toString(DELIVERY.toMillis());
    return new TrafficPlayer(
        access
            .kafkaClient()
            .with(
                Map.of(
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG, delivery)),
        new TrafficGenerator(settings.seed(), USERS),
        access.topicNames().behaviors(),
        settings.ratePerSecond());
  }

  /**
   * Waits until all records are processed, stops the jobs, so that the outputs are final, and
   * compares the rewards with a recount.
   */
  private Optional<RecountReport> judge(RenwuConfig config, Set<String> refusedDocuments)
      throws Exception {
    progress.accept("the traffic has ended; waiting until every record is processed");
    try (DrainCheck drain = new DrainCheck(config)) {
      Await.until(
          "every record to be processed",
          requested.patience(),
          drain::remaining,
          remaining -> remaining == 0);
    } catch (ServerException e) {
      problems.add(Objects.requireNonNullElseGet(e.getMessage(), e::toString));
      return Optional.empty();
    }
    List<String> messages = new ArrayList<>();
    if (!ClusterControl.stopJobs(folder, messages::add)) {
      problems.addAll(messages);
    }
    SystemAccess access = new SystemAccess(config);
    return Optional.of(
        RewardJudge.of(
            access.kafkaClient(), access.topicNames().behaviors(), judged, refusedDocuments));
  }
}
