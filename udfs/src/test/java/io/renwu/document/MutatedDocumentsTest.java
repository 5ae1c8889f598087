package io.renwu.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.Drawn;
import io.renwu.catalog.TaskCatalog;
import io.renwu.catalog.TaskCatalog.Offer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Randomly damaged documents are all answered, and never with an exception. */
class MutatedDocumentsTest {
  private static final long SEED = 20261123L;
  private static final int DOCUMENTS = 5_000;

  private static final byte[] GOOD =
      Fixtures.json(
              "{'taskId':'t','version':4,'name':{'en':'A','zh-CN':'每日'},'status':'ACTIVE',"
                  + "'effectiveAt':'2026-11-22T00:00:00+08:00','schedule':{'startAt':1,'endAt':2},'audience':{'filter':'event.attributes.n"
                  + " in [1, 2]','rollout':{'percent':25.5}},"
                  + "'preconditions':['a','b'],'objectives':[{'id':'o','behaviors':['comment'],'filter':'size(event.attributes.text)"
                  + " >= 5','aggregation':{'function':'SUM',"
                  + "'field':'a.b'}}],'completion':'ALL','period':{'unit':'DAY',"
                  + "'zone':'Asia/Shanghai','dayStart':'04:00','allowedLateness':'PT2H'},"
                  + "'recurrence':{'policy':'PER_PERIOD'},'tiers':[{'target':1e0,'rewards':"
                  + "[{'rewardId':'r','type':'X','amount':1.5,'attributes':{'k':[null,true]}}]},"
                  + "{'target':2}],'limits':[],'clawback':'NONE','changePolicy':{}}")
          .getBytes(StandardCharsets.UTF_8);

  private static final List<String> SPLICES =
      List.of(
          "null",
          "{}",
          "[]",
          "0",
          "-1",
          "1e999999999",
          "1e-31",
          "\"\"",
          "true",
          "\"\\ud800\"",
          "[[",
          "}",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "\"a\":1,",
          "9".repeat(60),
          "(",
          ")",
          "\u0000",
          "\uD83D\uDE00");

  @Test
  void eachDocumentIsAnswered() {
    long seed = Drawn.seed(SEED);
    Random random = new Random(seed);
    int count = Drawn.count("documents", DOCUMENTS);
    int accepted = 0;
    for (int i = 0; i < count; i++) {
      byte[] mutated = mutate(random);
      String description = "seed " + seed + ", document " + i;
      List<ParsedDocument> documents;
      try {
        documents = TaskDocuments.parse(mutated);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(
            description + ": " + new String(mutated, StandardCharsets.UTF_8), e);
      }
      for (ParsedDocument document : documents) {
        assertThat(document.task() == null)
            .as(description)
            .isEqualTo(!document.violations().isEmpty());
        assertThat(document.violations())
            .as(description)
            .allSatisfy(
                violation -> {
                  assertThat(violation.pointer()).matches("(/.*)?");
                  assertThat(violation.found()).isNotBlank();
                  assertThat(violation.expected()).isNotBlank();
                });
        if (document.task() != null) {
          accepted++;
          Offer offer = TaskCatalog.empty().offer(document.task());
          assertThat(offer.outcome()).as(description).isEqualTo(Offer.Outcome.ACCEPTED);
          assertThat(TaskDocuments.parse(document.text().getBytes(StandardCharsets.UTF_8)))
              .as(description)
              .singleElement()
              .satisfies(again -> assertThat(again.task()).isEqualTo(document.task()));
        }
      }
    }
    assertThat(accepted).as("seed " + seed).isBetween(count / 100, count - count / 100);
  }

  private static byte[] mutate(Random random) {
    byte[] bytes = GOOD;
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int from = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, from + random.nextInt(random.nextInt(4) == 0 ? 80 : 4));
      byte[] middle =
          switch (random.nextInt(4)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 -> SPLICES.get(random.nextInt(SPLICES.size())).getBytes(StandardCharsets.UTF_8);
            default -> {
              int copy = random.nextInt(bytes.length);
              yield Arrays.copyOfRange(
                  bytes, copy, Math.min(bytes.length, copy + random.nextInt(20)));
            }
          };
      bytes = splice(bytes, from, to, middle);
    }
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
    byte[] spliced = new byte[from + middle.length + bytes.length - to];
    System.arraycopy(bytes, 0, spliced, 0, from);
    System.arraycopy(middle, 0, spliced, from, middle.length);
    System.arraycopy(bytes, to, spliced, from + middle.length, bytes.length - to);
    return spliced.length == 0 ? new byte[] {' '} : spliced;
  }
}
