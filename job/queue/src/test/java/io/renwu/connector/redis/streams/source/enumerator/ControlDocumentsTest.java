package io.renwu.connector.redis.streams.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.control.RateDocument;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControlDocumentsTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final String EARLY = "2026-11-30T08:00:00Z";
  private static final String LATE = "2026-11-30T09:00:00Z";

  private final ControlDocuments documents = new ControlDocuments(null);

  private static String document(long version, double rate, String at) {
    return RateDocument.of(version, rate, false, "me", at, "").toJson();
  }

  private boolean answer(String present) {
    return documents.update(Optional.ofNullable(present), NOW);
  }

  @Test
  void withoutADocumentNothingIsLost() {
    assertThat(answer(null)).as("the first answer").isTrue();
    assertThat(answer(null)).isFalse();
    assertThat(documents.inForce()).isNull();
    assertThat(documents.losses()).isZero();
    assertThat(documents.toOverwrite()).isEmpty();
  }

  @Test
  void aLostDocumentStaysInForceAndIsWrittenBack() {
    String set = document(7, 50, EARLY);
    answer(set);
    assertThat(documents.toOverwrite()).isEmpty();
    assertThat(answer(null)).isFalse();
    assertThat(documents.inForce().rate()).isEqualTo(50);
    assertThat(documents.toOverwrite()).contains(Optional.empty());
    assertThat(documents.loss())
        .isEqualTo(
            "Redis lost the control document (found at 2026-11-30T10:00:00Z); version 7 stays in"
                + " force");
    assertThat(answer(set)).as("it is back").isFalse();
    assertThat(documents.toOverwrite()).isEmpty();
    assertThat(documents.losses()).isEqualTo(1);
    assertThat(answer(document(8, 60, LATE))).isTrue();
    assertThat(documents.loss()).as("the rules were set since").isNull();
  }

  @Test
  void anOlderDocumentAfterAFailoverIsNotInForce() {
    String older = document(6, 900, EARLY);
    answer(document(7, 50, LATE));
    assertThat(answer(older)).isFalse();
    assertThat(documents.inForce().rate()).isEqualTo(50);
    assertThat(documents.toOverwrite()).contains(Optional.of(older));
    assertThat(documents.loss()).contains("went back to version 6");
  }

  @Test
  void aDocumentSetAfterALossIsInForceDespiteItsLowerVersion() {
    answer(document(7, 50, EARLY));
    answer(null);
    assertThat(answer(document(1, 20, LATE))).isTrue();
    assertThat(documents.inForce().rate()).isEqualTo(20);
    assertThat(documents.toOverwrite()).isEmpty();
  }

  @Test
  void aHigherVersionIsInForceWithAnyTime() {
    answer(document(7, 50, LATE));
    assertThat(answer(document(8, 20, EARLY))).isTrue();
    assertThat(answer("{\"version\":9,\"rate\":30}")).isTrue();
    assertThat(answer("{\"version\":8,\"rate\":40}")).isFalse();
  }

  @Test
  void theCheckpointedDocumentIsInForceFromTheFirstAnswer() {
    for (String present : new String[] {null, "nonsense", document(3, 900, EARLY)}) {
      ControlDocuments restored = new ControlDocuments(document(7, 50, LATE));
      assertThat(restored.update(Optional.ofNullable(present), NOW))
          .as("the first answer")
          .isTrue();
      assertThat(restored.inForce().rate()).as(String.valueOf(present)).isEqualTo(50);
    }
    ControlDocuments older = new ControlDocuments(document(3, 900, EARLY));
    older.update(Optional.of(document(7, 50, LATE)), NOW);
    assertThat(older.inForce().rate()).as("of an older savepoint").isEqualTo(50);
  }

  @Test
  void anUnreadableDocumentIsReportedAndNotOverwritten() {
    answer(document(7, 50, LATE));
    assertThat(answer("nonsense")).isFalse();
    assertThat(documents.problem()).startsWith("not JSON");
    assertThat(documents.toOverwrite()).isEmpty();
    answer(null);
    assertThat(documents.problem()).isNull();
    assertThat(documents.toOverwrite()).contains(Optional.empty());
  }
}
