package io.renwu.function;

import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import io.renwu.function.RuleDecider.Ruling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Accepts or refuses published documents. Writes accepted versions to the catalog before it passes
 * them on and answers. Must run with parallelism 1.
 *
 * <p>It keeps no state. It moves accepted documents from savepoints of older releases to the
 * catalog when it opens.
 */
public final class RuleGate extends ProcessFunction<PublishedRecord, RuleUpdate>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** The answers. */
  public static final OutputTag<OutputRecord> STATUS =
      new OutputTag<>("rule-status", TypeInformation.of(OutputRecord.class));

  /** The documents that releases without a catalog accepted. */
  private static final ListStateDescriptor<String> ACCEPTED =
      new ListStateDescriptor<>("accepted-documents", Types.STRING);

  private final CatalogLog log;
  private final DocumentFailures failures;
  private final int maxVersions;
  private final RuleDecider.Parser parser;

  private transient List<String> restored;
  private transient CatalogLog.Session session;
  private transient RuleDecider decider;
  private transient Map<Long, DocumentFailures.GivenUp> givenUp;

  /**
   * Creates the gate.
   *
   * @param failures counts the records that fail the gate
   * @param maxVersions the maximum number of accepted versions of all tasks
   */
  public RuleGate(CatalogLog log, DocumentFailures failures, int maxVersions) {
    this(log, failures, maxVersions, TaskDocuments::parseRecord);
  }

  RuleGate(CatalogLog log, DocumentFailures failures, int maxVersions, RuleDecider.Parser parser) {
    this.log = log;
    this.failures = failures;
    this.maxVersions = maxVersions;
    this.parser = parser;
  }

  /**
   * Reads and clears the old state. No checkpoint is taken before {@link #open} has written it to
   * the catalog.
   */
  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ListState<String> accepted = context.getOperatorStateStore().getListState(ACCEPTED);
    restored = new ArrayList<>();
    accepted.get().forEach(restored::add);
    accepted.clear();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // The catalog holds all state.
  }

  @Override
  public void open(OpenContext context) throws Exception {
    session = log.open();
    LiveCatalog catalog = LiveCatalog.of(session.entries());
    migrate(catalog);
    decider = new RuleDecider(parser, catalog, maxVersions, session.answeredThrough());
    givenUp = failures.givenUp();
  }

  private void migrate(LiveCatalog catalog) throws IOException {
    List<ParsedDocument> adopted = catalog.adopt(restored);
    restored = List.of();
    if (!adopted.isEmpty()) {
      session.write(adopted.stream().map(CatalogEntry::accepted).toList(), List.of());
    }
  }

  @Override
  public void processElement(PublishedRecord record, Context context, Collector<RuleUpdate> out)
      throws Exception {
    Ruling ruling = decide(record);
    if (ruling.changesCatalog()) {
      session.write(ruling.entries(), ruling.removed());
    }
    ruling.updates().forEach(out::collect);
    ruling.statuses().forEach(status -> context.output(STATUS, status));
  }

  private Ruling decide(PublishedRecord record) {
    DocumentFailures.GivenUp failed = givenUp.get(record.offset());
    if (failed != null && record.timestampMillis() <= failed.lastAtMillis()) {
      return decider.giveUp(record, failed.why());
    }
    try {
      return decider.decide(record);
    } catch (Throwable failure) {
      failures.count(record, failure);
      throw failure;
    }
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
  }
}
