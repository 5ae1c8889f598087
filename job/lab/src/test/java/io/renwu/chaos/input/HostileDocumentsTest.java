package io.renwu.chaos.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renwu.access.SampleTasks;
import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostileDocumentsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 256 * 1024;

  private final List<ObjectNode> inForce = new ArrayList<>();
  private TaskCatalog catalog = TaskCatalog.empty();

  HostileDocumentsTest() throws IOException {
    for (String text : SampleTasks.load().textsWithoutPreconditions().values()) {
      inForce.add((ObjectNode) JSON.readTree(text));
      catalog = offer(text.getBytes(StandardCharsets.UTF_8), Offer.Outcome.ACCEPTED);
    }
  }

  private TaskCatalog offer(byte[] value, Offer.Outcome expected) {
    TaskCatalog grown = catalog;
    for (ParsedDocument document : TaskDocuments.parse(value)) {
      if (document.task() != null) {
        Offer offer = grown.offer(document.task());
        assertThat(offer.outcome()).as(document.text()).isEqualTo(expected);
        grown = offer.catalog();
      }
    }
    return grown;
  }

  @Test
  void noHostileDocumentIsAccepted() {
    for (long seed = 0; seed < 2; seed++) {
      for (HostileDocument document : HostileDocuments.of(inForce, seed)) {
        if (document.value() != null) {
          offer(document.value(), Offer.Outcome.REJECTED);
        }
      }
    }
  }

  @Test
  void reachTheSizeLimitAndContradictVersionsInForce() {
    List<HostileDocument> documents = HostileDocuments.of(inForce, 1);
    assertThat(documents)
        .anyMatch(document -> document.value() == null)
        .anyMatch(document -> document.key() == null)
        .anyMatch(document -> document.value() != null && document.value().length > MOST_BYTES)
        .anyMatch(document -> document.text().contains("1000000"))
        .filteredOn(document -> document.value() != null && document.value().length <= MOST_BYTES)
        .hasSizeGreaterThan(30);
  }
}
