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

  private boolean look(String present) {
    return documents.look(Optional.ofNullable(present), NOW);
  }

  @Test
  void whereNothingWasEverSetNothingIsLost() {
    assertThat(look(null)).as("the first look").isTrue();
    assertThat(look(null)).isFalse();
    assertThat(documents.inForce()).isNull();
    assertThat(documents.losses()).isZero();
    assertThat(documents.toOverwrite()).isEmpty();
  }

  @Test
  void aDocumentThatVanishesStaysInForceAndIsWrittenBack() {
    String set = document(7, 50, EARLY);
    look(set);
    assertThat(documents.toOverwrite()).isEmpty();
    assertThat(look(null)).isFalse();
    assertThat(documents.inForce().rate()).isEqualTo(50);
    assertThat(documents.toOverwrite()).contains(Optional.empty());
    assertThat(documents.loss())
        .isEqualTo(
            "Redis lost the control document (found at 2026-11-30T10:00:00Z); version 7 stays in"
                + " force");
    assertThat(look(set)).as("it is back").isFalse();
    assertThat(documents.toOverwrite()).isEmpty();
    assertThat(documents.losses()).isEqualTo(1);
    assertThat(look(document(8, 60, LATE))).isTrue();
    assertThat(documents.loss()).as("somebody has set the rules since").isNull();
  }

  @Test
  void aDocumentThatAFailoverBroughtBackIsNotInForce() {
    String older = document(6, 900, EARLY);
    look(document(7, 50, LATE));
    assertThat(look(older)).isFalse();
    assertThat(documents.inForce().rate()).isEqualTo(50);
    assertThat(documents.toOverwrite()).contains(Optional.of(older));
    assertThat(documents.loss()).contains("went back to version 6");
  }

  @Test
  void aDocumentThatWasSetBehindALossIsInForceThoughItsVersionIsLower() {
    look(document(7, 50, EARLY));
    look(null);
    assertThat(look(document(1, 20, LATE))).isTrue();
    assertThat(documents.inForce().rate()).isEqualTo(20);
    assertThat(documents.toOverwrite()).isEmpty();
  }

  @Test
  void aHigherVersionIsInForceWhateverItsTime() {
    look(document(7, 50, LATE));
    assertThat(look(document(8, 20, EARLY))).isTrue();
    assertThat(look("{\"version\":9,\"rate\":30}")).isTrue();
    assertThat(look("{\"version\":8,\"rate\":40}")).isFalse();
  }

  @Test
  void whatTheCheckpointHoldsIsInForceFromTheFirstLookOn() {
    for (String present : new String[] {null, "nonsense", document(3, 900, EARLY)}) {
      ControlDocuments restored = new ControlDocuments(document(7, 50, LATE));
      assertThat(restored.look(Optional.ofNullable(present), NOW)).as("first look").isTrue();
      assertThat(restored.inForce().rate()).as(String.valueOf(present)).isEqualTo(50);
    }
    ControlDocuments older = new ControlDocuments(document(3, 900, EARLY));
    older.look(Optional.of(document(7, 50, LATE)), NOW);
    assertThat(older.inForce().rate()).as("of an older savepoint").isEqualTo(50);
  }

  @Test
  void whatCannotBeReadIsNamedAndNotOverwritten() {
    look(document(7, 50, LATE));
    assertThat(look("nonsense")).isFalse();
    assertThat(documents.problem()).startsWith("not JSON");
    assertThat(documents.toOverwrite()).isEmpty();
    look(null);
    assertThat(documents.problem()).isNull();
    assertThat(documents.toOverwrite()).contains(Optional.empty());
  }
}
