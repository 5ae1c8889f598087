package io.renwu.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renwu.access.SampleTasks;
import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultKind;
import io.renwu.demo.recount.DueOutputs;
import io.renwu.demo.recount.GrantComparison;
import io.renwu.demo.recount.Payment;
import io.renwu.demo.recount.Recount;
import io.renwu.demo.recount.RecountReport;
import io.renwu.demo.recount.RewardKey;
import io.renwu.demo.recount.SentRecord;
import io.renwu.demo.traffic.TrafficGenerator;
import io.renwu.demo.traffic.TrafficRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the report on the rewards of generated traffic, with planted losses and duplicates. */
class ChaosResultTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ChaosSettings SETTINGS =
      new ChaosSettings(
          1, 3, EnumSet.allOf(FaultKind.class), 100, Duration.ofSeconds(9), Duration.ofMinutes(1));

  private final DueOutputs expectation =
      new Recount(new ArrayList<>(SampleTasks.load().textsWithoutPreconditions().values()))
          .expect(traffic());

  private static List<SentRecord> traffic() {
    TrafficGenerator generator = new TrafficGenerator(11, 100);
    List<SentRecord> records = new ArrayList<>();
    for (long i = 0; i < 4_000; i++) {
      TrafficRecord sent = generator.next(1_795_363_170_000L + i * 10);
      records.add(new SentRecord(sent.behavior(), sent.value(), sent.timestampMillis()));
    }
    return records;
  }

  @Test
  void everyDueRewardOnceIsGood() {
    ChaosResult report = report(grants());
    assertThat(report.rewards().orElseThrow().due()).isGreaterThan(500);
    assertThat(report.rewards().orElseThrow().missing()).isEmpty();
    assertThat(report.rewards().orElseThrow().doubled()).isEmpty();
    assertThat(report.good()).isTrue();
  }

  @Test
  void plantedLossIsFound() {
    List<byte[]> grants = grants();
    grants.remove(grants.size() / 2);
    ChaosResult report = report(grants);
    assertThat(report.rewards().orElseThrow().missing()).hasSize(1);
    assertThat(report.rewards().orElseThrow().doubled()).isEmpty();
    assertThat(report.good()).isFalse();
  }

  @Test
  void plantedDuplicateIsFound() {
    List<byte[]> grants = grants();
    grants.add(grants.get(grants.size() / 2));
    ChaosResult report = report(grants);
    assertThat(report.rewards().orElseThrow().missing()).isEmpty();
    assertThat(report.rewards().orElseThrow().doubled()).hasSize(1);
    assertThat(report.good()).isFalse();
  }

  @Test
  void faultWithoutRecoveryIsNotGood() {
    List<FaultResult> faults = new ArrayList<>(faults());
    faults.set(
        1,
        new FaultResult(
            fault(2), "redis", Instant.EPOCH, OptionalLong.empty(), List.of(), List.of("lost")));
    assertThat(report(faults, Optional.of(judged(grants()))).good()).isFalse();
    assertThat(report(faults.subList(0, 1), Optional.of(judged(grants()))).good())
        .as("fewer than planned")
        .isFalse();
    assertThat(report(faults(), Optional.empty()).good()).as("not judged").isFalse();
  }

  @Test
  void percentilesUseTheNearestRank() {
    List<FaultResult> faults = faults();
    assertThat(ChaosResult.recovery(faults, 50)).hasValue(2_000);
    assertThat(ChaosResult.recovery(faults, 99)).hasValue(3_000);
    assertThat(ChaosResult.recovery(faults.subList(0, 1), 50)).hasValue(3_000);
    assertThat(ChaosResult.recovery(List.of(), 50)).isEmpty();
  }

  private static Fault fault(int number) {
    return new Fault(number, FaultKind.KILL_REDIS, 0, 500, 0, false);
  }

  private static List<FaultResult> faults() {
    List<FaultResult> faults = new ArrayList<>();
    for (int i : new int[] {3, 1, 2}) {
      faults.add(
          new FaultResult(
              fault(i), "redis", Instant.EPOCH, OptionalLong.of(i * 1_000L), List.of(), List.of()));
    }
    return faults;
  }

  private ChaosResult report(List<byte[]> grants) {
    return report(faults(), Optional.of(judged(grants)));
  }

  private static ChaosResult report(List<FaultResult> faults, Optional<RecountReport> rewards) {
    return new ChaosResult(
        SETTINGS, Map.of(), faults, 4_000, rewards, List.of(), Duration.ofMinutes(1));
  }

  private RecountReport judged(List<byte[]> grants) {
    return GrantComparison.of(expectation, grants, expectation.deadLetters(), Set.of());
  }

  /** The due rewards as records of the grants' topic. */
  private List<byte[]> grants() {
    List<byte[]> grants = new ArrayList<>();
    for (Map.Entry<RewardKey, Payment> due : expectation.grants().entrySet()) {
      RewardKey key = due.getKey();
      ObjectNode grant = JSON.createObjectNode();
      grant.put("grantId", "g-" + grants.size()).put("userId", key.userId());
      grant.put("taskId", key.taskId()).put("period", key.period());
      grant.put("completion", key.completion()).put("tier", key.tier());
      grant.put("rewardId", key.rewardId()).put("type", due.getValue().type());
      grant.put("amount", due.getValue().amount()).put("outcome", "GRANTED");
      grant.put("shadow", false).put("revoked", false);
      grants.add(grant.toString().getBytes(StandardCharsets.UTF_8));
    }
    return grants;
  }
}
