package io.renwu.function;

import io.renwu.codec.OutputJson;
import io.renwu.function.OutputRecord.Output;
import io.renwu.rules.Offer;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
      String taskId = answer.document().taskId();
      Integer version = answer.document().version();
      if (answer.outcome() == Offer.Outcome.ACCEPTED) {
        String text = answer.document().text();
        accepted.addAll(List.of(text));
        out.collect(new RuleUpdate(taskId + "/" + version, text));
      }
      context.output(
          STATUS,
          new OutputRecord(
              Output.RULE_STATUS,
              (taskId + "/" + version).getBytes(StandardCharsets.UTF_8),
              OutputJson.ruleStatus(
                  taskId,
                  version,
                  answer.outcome() != Offer.Outcome.REJECTED,
                  answer.violations())));
    }
  }
}
