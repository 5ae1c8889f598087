package io.renwu.function;

import static io.renwu.function.Documents.NOON;
import static io.renwu.function.Documents.bytes;
import static io.renwu.function.Documents.commentDaily;
import static io.renwu.function.Documents.commentOnVideos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.renwu.codec.OutputReader;
import io.renwu.codec.RuleStatus;
import io.renwu.codec.RuleStatus.Status;
import io.renwu.document.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // the harness declares close() throws Exception
class RuleGateTest {
  private static final int MANY = 1_000;

  private final FakeCatalog catalog = new FakeCatalog();
  private final List<Map.Entry<String, RuleStatus>> answers = new ArrayList<>();
  private final List<RuleUpdate> updates = new ArrayList<>();
  private long offset;

  private OneInputStreamOperatorTestHarness<PublishedRecord, RuleUpdate> gate() throws Exception {
    return gate(DocumentFailures.NONE, MANY);
  }

  private OneInputStreamOperatorTestHarness<PublishedRecord, RuleUpdate> gate(
      DocumentFailures failures, int maxVersions) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new ProcessOperator<>(new RuleGate(catalog, failures, maxVersions)));
  }

  private static PublishedRecord record(long offset, String key, String value) {
    return new PublishedRecord(
        offset,
        NOON.toEpochMilli() + offset,
        key == null ? null : bytes(key),
        value == null ? null : bytes(value),
        "ann",
        "a try");
  }

  /** A gate that was opened just now takes records, from the next offset on, and ends. */
  private void publish(PublishedRecord... records) throws Exception {
    publish(gate(), records);
  }

  private void publish(
      OneInputStreamOperatorTestHarness<PublishedRecord, RuleUpdate> gate,
      PublishedRecord... records)
      throws Exception {
    answers.clear();
    updates.clear();
    try (gate) {
      gate.open();
      for (PublishedRecord record : records) {
        gate.processElement(new StreamRecord<>(record));
      }
      updates.addAll(gate.extractOutputValues());
      answers.addAll(answers(gate));
    }
  }

  private PublishedRecord next(String value) {
    return record(offset++, "any", value);
  }

  private PublishedRecord drop(String key) {
    return record(offset++, key, null);
  }

  private static List<Map.Entry<String, RuleStatus>> answers(
      OneInputStreamOperatorTestHarness<PublishedRecord, RuleUpdate> gate) {
    List<Map.Entry<String, RuleStatus>> answers = new ArrayList<>();
    if (gate.getSideOutput(RuleGate.STATUS) != null) {
      for (StreamRecord<OutputRecord> record : gate.getSideOutput(RuleGate.STATUS)) {
        String key = new String(record.getValue().key(), StandardCharsets.UTF_8);
        byte[] value = record.getValue().value();
        if (value != null) {
          answers.add(Map.entry(key, OutputReader.ruleStatus(value)));
        }
      }
    }
    return answers;
  }

  private List<Status> statuses() {
    return answers.stream().map(answer -> answer.getValue().status()).toList();
  }

  private static String archived(String document, int version) {
    return document
        .replaceFirst("\"version\": [0-9]+", "\"version\": " + version)
        .replaceFirst("\\{", "{\"status\": \"ARCHIVED\", ");
  }

  @Test
  void whatIsAcceptedIsInTheCatalogBeforeItIsPassedOnAndAnswered() throws Exception {
    publish(next(commentDaily(1, 3)));
    assertThat(updates).extracting(RuleUpdate::key).containsExactly("comment-daily/1");
    assertThat(answers.get(0).getKey()).isEqualTo("comment-daily/1");
    assertThat(answers.get(0).getValue())
        .isEqualTo(RuleStatus.accepted("comment-daily", 1, ContentHash.of(commentDaily(1, 3))));
    CatalogEntry entry = catalog.entry("comment-daily/1");
    assertThat(entry.text()).isEqualTo(commentDaily(1, 3));
    assertThat(entry.author()).isEqualTo("ann");
    assertThat(entry.reason()).isEqualTo("a try");
    assertThat(entry.publishedAtMillis()).isEqualTo(NOON.toEpochMilli());
    try (var gate = gate()) {
      gate.open();
      catalog.breakIt();
      StreamRecord<PublishedRecord> record = new StreamRecord<>(next(commentDaily(2, 3)));
      assertThat(catchThrowable(() -> gate.processElement(record))).hasMessage("cannot write");
      assertThat(gate.extractOutputValues()).isEmpty();
      assertThat(answers(gate)).isEmpty();
    }
  }

  @Test
  void answersEverything() throws Exception {
    publish(
        next(commentDaily(1, 3)),
        next(commentDaily(1, 3)),
        next(commentDaily(1, 4)),
        next("{\"taskId\": \"x\", \"version\": 7}"),
        next("no json"));
    assertThat(statuses())
        .containsExactly(
            Status.ACCEPTED, Status.ACCEPTED, Status.REJECTED, Status.REJECTED, Status.REJECTED);
    assertThat(answers.subList(2, 5))
        .extracting(Map.Entry::getKey)
        .containsExactly(
            "comment-daily/1/" + ContentHash.of(commentDaily(1, 4)),
            "x/7",
            "null/null/" + ContentHash.of("no json"));
    assertThat(catalog.writes()).hasSize(1);
  }

  @Test
  void whatIsRefusedNeverStandsInThePlaceOfWhatWasAccepted() throws Exception {
    String accepted = commentDaily(1, 3);
    String refused = commentDaily(1, 4);
    PublishedRecord first = next(accepted);
    PublishedRecord second = next(refused);
    publish(first, second);
    // The topic of rules is compacted: only the second is left for a job that starts fresh.
    publish(second);
    assertThat(statuses()).containsExactly(Status.REJECTED);
    assertThat(updates).isEmpty();
    assertThat(catalog.readToEnd()).extracting(CatalogEntry::text).containsExactly(accepted);
    // Both are there for one that goes on from before them; whoever waits is told the same again.
    publish(first, second);
    assertThat(statuses()).containsExactly(Status.ACCEPTED, Status.REJECTED);
    assertThat(updates).as("once more").extracting(RuleUpdate::text).containsExactly(accepted);
    assertThat(catalog.writes()).hasSize(1);
  }

  @Test
  void aGateThatWasSupersededWritesNothing() throws Exception {
    try (var old = gate()) {
      old.open();
      publish(next(commentDaily(1, 3)));
      StreamRecord<PublishedRecord> record = new StreamRecord<>(next(commentDaily(2, 3)));
      assertThat(catchThrowable(() -> old.processElement(record))).isNotNull();
    }
    assertThat(catalog.writes()).hasSize(1);
  }

  @Test
  void whatAnOldSavepointHoldsComesIntoTheCatalogOnce() throws Exception {
    OperatorSubtaskState old;
    try (var gate = gate()) {
      gate.open();
      gate.getOperator()
          .getOperatorStateBackend()
          .getListState(new ListStateDescriptor<>("accepted-documents", Types.STRING))
          .addAll(List.of(commentDaily(2, 3), commentDaily(1, 3), commentOnVideos(2)));
      old = gate.snapshot(1, 1);
    }
    OperatorSubtaskState now;
    try (var gate = gate()) {
      gate.initializeState(old);
      gate.open();
      now = gate.snapshot(2, 2);
    }
    assertThat(catalog.writes()).hasSize(1);
    assertThat(catalog.readToEnd())
        .extracting(CatalogEntry::key)
        .containsExactlyInAnyOrder("comment-daily/1", "comment-daily/2", "comment-on-videos/1");
    for (OperatorSubtaskState state : List.of(old, now)) {
      try (var gate = gate()) {
        gate.initializeState(state);
        gate.open();
        gate.processElement(new StreamRecord<>(next(commentDaily(2, 4))));
        assertThat(answers(gate).get(0).getValue().status()).isEqualTo(Status.REJECTED);
      }
    }
    assertThat(catalog.writes()).hasSize(1);
  }

  @Test
  void aDocumentByWhichItFailsIsGivenUp() throws Exception {
    Map<PublishedRecord, Throwable> counted = new HashMap<>();
    Map<Long, DocumentFailures.GivenUp> givenUp = new HashMap<>();
    DocumentFailures failures =
        new DocumentFailures() {
          private static final long serialVersionUID = 1L;

          @Override
          public Map<Long, GivenUp> givenUp() {
            return givenUp;
          }

          @Override
          public void count(PublishedRecord record, Throwable failure) {
            counted.put(record, failure);
          }
        };
    StackOverflowError bug = new StackOverflowError();
    RuleDecider.Parser parser =
        json -> {
          throw bug;
        };
    PublishedRecord poison = record(offset++, "comment-daily/7", "poison");
    try (var gate =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new RuleGate(catalog, failures, MANY, parser)))) {
      gate.open();
      StreamRecord<PublishedRecord> record = new StreamRecord<>(poison);
      assertThat(catchThrowable(() -> gate.processElement(record))).isSameAs(bug);
      assertThat(counted).containsExactly(Map.entry(poison, bug));
    }
    givenUp.put(
        poison.offset(),
        new DocumentFailures.GivenUp(poison.timestampMillis(), "it failed 3 times"));
    publish(gate(failures, MANY), poison, next(commentDaily(1, 3)));
    assertThat(statuses()).containsExactly(Status.REJECTED, Status.ACCEPTED);
    assertThat(answers.get(0).getKey()).isEqualTo("comment-daily/7");
    assertThat(answers.get(0).getValue().hash()).isEqualTo(ContentHash.of("poison"));
    assertThat(answers.get(0).getValue().violations().get(0).found())
        .isEqualTo("it failed 3 times");
    PublishedRecord other =
        new PublishedRecord(
            poison.offset(),
            poison.timestampMillis() + 1,
            bytes("any"),
            bytes(commentDaily(1, 3)),
            null,
            null);
    publish(gate(failures, MANY), other);
    assertThat(statuses()).as("another one at that offset").containsExactly(Status.ACCEPTED);
  }

  @Test
  void soManyVersionsAreAcceptedAndNoMore() throws Exception {
    publish(
        gate(DocumentFailures.NONE, 2),
        next(commentDaily(1, 3)),
        next(commentDaily(2, 3)),
        next(commentDaily(3, 3)),
        next(commentDaily(2, 3)));
    assertThat(statuses())
        .containsExactly(Status.ACCEPTED, Status.ACCEPTED, Status.REJECTED, Status.ACCEPTED);
    assertThat(answers.get(2).getValue().violations().toString())
        .contains("tasks.max = 2", "renwu drop TASK");
    publish(gate(DocumentFailures.NONE, 1), next(commentOnVideos(1)));
    assertThat(statuses()).as("what is accepted stays").containsExactly(Status.REJECTED);
    assertThat(catalog.readToEnd()).hasSize(2);
  }

  @Test
  void anArchivedTaskIsDropped() throws Exception {
    publish(next(commentDaily(1, 3)), drop("comment-daily"), drop("nobody"));
    assertThat(statuses()).containsExactly(Status.ACCEPTED, Status.REJECTED, Status.REJECTED);
    assertThat(answers.get(1).getKey()).isEqualTo("comment-daily");
    assertThat(answers.get(1).getValue().violations().toString()).contains("ARCHIVED");
    PublishedRecord archive = next(archived(commentDaily(2, 3), 2));
    PublishedRecord drop = drop("comment-daily");
    publish(archive, drop("comment-daily/1"), drop(null), drop);
    assertThat(statuses()).containsExactly(Status.ACCEPTED, Status.DROPPED);
    assertThat(updates.get(1)).isEqualTo(new RuleUpdate("comment-daily", null));
    assertThat(catalog.readToEnd()).singleElement().matches(CatalogEntry::isDropped);
    // A gate that goes on from before it, or reads what was published from the start again.
    publish(archive, drop);
    assertThat(statuses()).containsExactly(Status.DROPPED);
    assertThat(catalog.writes()).hasSize(3);
  }

  @Test
  void aTaskThatWasDroppedIsPublishedAgainAndNoOldRecordEndsItAgain() throws Exception {
    PublishedRecord first = next(commentDaily(1, 3));
    PublishedRecord archive = next(archived(commentDaily(2, 3), 2));
    PublishedRecord drop = drop("comment-daily");
    PublishedRecord again = next(commentDaily(1, 5));
    publish(first, archive, drop, again);
    assertThat(statuses())
        .containsExactly(Status.ACCEPTED, Status.ACCEPTED, Status.DROPPED, Status.ACCEPTED);
    assertThat(catalog.readToEnd())
        .extracting(CatalogEntry::text)
        .containsExactly(commentDaily(1, 5));
    publish(first, archive, drop, again);
    assertThat(statuses()).containsExactly(Status.REJECTED, Status.ACCEPTED);
    assertThat(catalog.writes()).hasSize(4);
  }

  @Test
  void aTaskThatAnotherOneNeedsOrThatStillGovernsIsNotDropped() throws Exception {
    String needing =
        commentOnVideos(2).replaceFirst("\\{", "{\"preconditions\": [\"comment-daily\"], ");
    String later =
        archived(commentDaily(2, 3), 2)
            .replaceFirst("\\{", "{\"effectiveAt\": \"2099-01-01T00:00:00Z\", ");
    publish(next(commentDaily(1, 3)), next(needing), next(later), drop("comment-daily"));
    assertThat(answers.get(3).getValue().violations().toString())
        .contains("/effectiveAt", "a precondition of comment-on-videos");
    publish(
        next(archived(commentDaily(3, 3), 3)), next(archived(needing, 2)), drop("comment-daily"));
    assertThat(statuses()).containsExactly(Status.ACCEPTED, Status.ACCEPTED, Status.DROPPED);
  }
}
