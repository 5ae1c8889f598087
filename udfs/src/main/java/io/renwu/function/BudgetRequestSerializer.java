package io.renwu.function;

import io.renwu.budget.BudgetLine;
import io.renwu.budget.BudgetRequest;
import io.renwu.budget.BudgetUnit;
import io.renwu.codec.OutputJson;
import io.renwu.codec.OutputReader;
import io.renwu.model.Budget.Metric;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Grant;
import io.renwu.model.UserLimit;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Serializes requests between operators, with grants as JSON. Never used for state. */
public final class BudgetRequestSerializer extends ImmutableSerializer<BudgetRequest> {
  private static final long serialVersionUID = 1L;

  public static final BudgetRequestSerializer INSTANCE = new BudgetRequestSerializer();

  /** The type of a stream of requests. */
  public static TypeInformation<BudgetRequest> typeInformation() {
    return new ImmutableTypeInformation<>(BudgetRequest.class, INSTANCE);
  }

  @Override
  public void serialize(BudgetRequest request, DataOutputView out) throws IOException {
    out.writeInt(request.lines().size());
    for (BudgetLine line : request.lines()) {
      writeLine(line, out);
    }
    out.writeBoolean(request.completes());
    out.writeBoolean(request.remembered());
    writeInstant(request.forgetAt(), out);
    out.writeInt(request.grants().size());
    for (Grant grant : request.grants()) {
      JsonValueSerializer.writeBytes(OutputJson.grant(grant), out);
    }
  }

  @Override
  public BudgetRequest deserialize(DataInputView in) throws IOException {
    int lineCount = in.readInt();
    List<BudgetLine> lines = new ArrayList<>(lineCount);
    for (int i = 0; i < lineCount; i++) {
      lines.add(readLine(in));
    }
    boolean completes = in.readBoolean();
    boolean remembered = in.readBoolean();
    Instant forgetAt = readInstant(in);
    int grantCount = in.readInt();
    List<Grant> grants = new ArrayList<>(grantCount);
    for (int i = 0; i < grantCount; i++) {
      grants.add(OutputReader.grant(JsonValueSerializer.readBytes(in)));
    }
    return new BudgetRequest(lines, completes, remembered, forgetAt, grants);
  }

  private static void writeLine(BudgetLine line, DataOutput out) throws IOException {
    BudgetUnit unit = line.unit();
    JsonValueSerializer.writeText(unit.metric().name(), out);
    out.writeBoolean(unit.rewardId() != null);
    if (unit.rewardId() != null) {
      JsonValueSerializer.writeText(unit.rewardId(), out);
    }
    JsonValueSerializer.writeText(unit.per().limitName(), out);
    out.writeLong(unit.unit());
    JsonValueSerializer.writeText(line.limit().toString(), out);
    writeInstant(line.forgetAt(), out);
    out.writeBoolean(line.over());
  }

  private static BudgetLine readLine(DataInput in) throws IOException {
    Metric metric = Metric.valueOf(JsonValueSerializer.readText(in));
    String rewardId = in.readBoolean() ? JsonValueSerializer.readText(in) : null;
    CalendarUnit per = readUnit(in);
    BudgetUnit unit = new BudgetUnit(metric, rewardId, per, in.readLong());
    BigDecimal limit = new BigDecimal(JsonValueSerializer.readText(in));
    Instant forgetAt = readInstant(in);
    return new BudgetLine(unit, limit, forgetAt, in.readBoolean());
  }

  private static CalendarUnit readUnit(DataInput in) throws IOException {
    String name = JsonValueSerializer.readText(in);
    for (CalendarUnit unit : UserLimit.UNITS) {
      if (unit.limitName().equals(name)) {
        return unit;
      }
    }
    throw new IOException("no unit of a limit: " + name);
  }

  private static void writeInstant(@Nullable Instant instant, DataOutput out) throws IOException {
    out.writeBoolean(instant != null);
    if (instant != null) {
      out.writeLong(instant.getEpochSecond());
      out.writeInt(instant.getNano());
    }
  }

  private static @Nullable Instant readInstant(DataInput in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    long seconds = in.readLong();
    return Instant.ofEpochSecond(seconds, in.readInt());
  }

  @Override
  public TypeSerializerSnapshot<BudgetRequest> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer where a snapshot asks for it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<BudgetRequest> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
