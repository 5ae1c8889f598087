package io.renwu.chaos;

import io.renwu.access.SampleTasks;
import io.renwu.cluster.ClusterControl;
import io.renwu.cluster.ClusterFolder;
import io.renwu.demo.DrainCheck;
import io.renwu.demo.RewardJudge;
import io.renwu.demo.TrafficPlayer;
import io.renwu.demo.recount.RecountReport;
import io.renwu.demo.traffic.TrafficGenerator;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.patience.Await;
import io.renwu.patience.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Starts a cluster, plays traffic, does what the plan says, stops the traffic, waits until
 * everything has gone the whole way, stops the jobs, and holds every reward against a recount of
 * what is in the input topics.
 *
 * <p>Tasks with preconditions are left out of the recount, by name: whether a prerequisite was
 * completed before an event is a matter of the order between topics, and while the collector
 * catches up after a failure that is the order of arrival.
 */
public final class ChaosRun {
  private static final int USERS = 400;

  /** How long the traffic waits for an unavailable Kafka; longer than any fault. */
  private static final Duration DELIVERY = Duration.ofMinutes(10);

  private final ChaosSettings wanted;
  private final ClusterFolder folder;
  private final Consumer<String> progress;
  private final Map<String, String> judged = SampleTasks.load().textsWithoutPreconditions();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param folder a new one
   * @param progress told what is done, a line each
   */
  public ChaosRun(ChaosSettings settings, ClusterFolder folder, Consumer<String> progress) {
    this.wanted = settings;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Runs to the end. No process of the cluster is left, however it ends.
   *
   * @throws ServerException if the cluster does not even start
   */
  public ChaosResult run() throws Exception {
    long beginNanos = System.nanoTime();
    boolean disk = wanted.kinds().contains(FaultKind.FILL_DISK);
    try (ChaosCluster cluster = new ChaosCluster(folder, disk)) {
      boolean noDisk = disk && cluster.disk().isEmpty();
      ChaosSettings settings = noDisk ? wanted.without(FaultKind.FILL_DISK) : wanted;
      Map<FaultKind, String> leftOut =
          noDisk ? Map.of(FaultKind.FILL_DISK, cluster.noDisk()) : Map.of();
      leftOut.forEach((kind, why) -> progress.accept("left out: " + kind.word() + ", " + why));
      cluster.up(progress);
      Recovery recovery = new Recovery(cluster, settings.patience());
      RenwuConfig direct = cluster.direct();
      List<FaultResult> results;
      long records;
      Optional<RecountReport> rewards;
      FaultActions disturbances = new FaultActions(cluster, settings, judged);
      try (TrafficPlayer player = player(settings, direct)) {
        player.start();
        results =
            new FaultSequence(
                    disturbances::of, recovery::await, RestartWatch.of(cluster.rest()), progress)
                .play(
                    FaultPlan.of(
                        settings.seed(),
                        settings.faults(),
                        settings.kinds(),
                        settings.longestOutage()));
        player.finish();
        records = player.sent().values().stream().mapToLong(Long::longValue).sum();
        rewards = judge(direct, disturbances.refusedDocuments());
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

  /** All records are processed and the jobs have ended, so the outputs are final. */
  private Optional<RecountReport> judge(RenwuConfig config, Set<String> refusedDocuments)
      throws Exception {
    progress.accept("the traffic has ended; waiting until everything has gone the whole way");
    try (DrainCheck drain = new DrainCheck(config)) {
      Await.until(
          "everything to go the whole way",
          wanted.patience(),
          drain::remaining,
          remaining -> remaining == 0);
    } catch (ServerException e) {
      problems.add(e.getMessage());
      return Optional.empty();
    }
    List<String> said = new ArrayList<>();
    if (!ClusterControl.stopJobs(folder, said::add)) {
      problems.addAll(said);
    }
    SystemAccess access = new SystemAccess(config);
    return Optional.of(
        RewardJudge.of(
            access.kafkaClient(), access.topicNames().behaviors(), judged, refusedDocuments));
  }
}
