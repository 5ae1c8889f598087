package io.renwu.function;

import io.renwu.codec.OutputJson;
import io.renwu.function.OutputRecord.Output;
import io.renwu.rules.Offer;
import io.renwu.rules.ParsedDocument;
import java.nio.charset.StandardCharsets;
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
 * The one place where a published document is accepted or refused: it passes on what is new and
 * answers every document with a status. To be run with parallelism 1.
 */
public final class RuleGate extends ProcessFunction<byte[], RuleUpdate>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** The answers. */
  public static final OutputTag<OutputRecord> STATUS =
      new OutputTag<>("rule-status", TypeInformation.of(OutputRecord.class));

  private static final ListStateDescriptor<String> ACCEPTED =
      new ListStateDescriptor<>("accepted-documents", Types.STRING);

  private transient ListState<String> accepted;
  private transient LiveCatalog catalog;

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    accepted = context.getOperatorStateStore().getListState(ACCEPTED);
    catalog = new LiveCatalog();
    for (String text : accepted.get()) {
      catalog.offer(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // Every accepted document was added to the state when it came.
  }

  @Override
  public void processElement(byte[] json, Context context, Collector<RuleUpdate> out)
      throws Exception {
    for (LiveCatalog.Answer answer : catalog.offer(json)) {
      ParsedDocument document = answer.document();
      String key = document.taskId() + "/" + document.version();
      if (answer.outcome() == Offer.Outcome.ACCEPTED) {
        accepted.add(document.text());
        out.collect(new RuleUpdate(key, document.text()));
      }
      context.output(
          STATUS,
          new OutputRecord(
              Output.RULE_STATUS,
              key.getBytes(StandardCharsets.UTF_8),
              OutputJson.ruleStatus(answer.status())));
    }
  }
}
