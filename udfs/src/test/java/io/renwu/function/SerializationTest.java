package io.renwu.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.budget.BudgetRequest;
import io.renwu.budget.Requests;
import io.renwu.function.OutputRecord.Output;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SerializationTest {
  private static final Map<String, Object> ATTRIBUTES = new LinkedHashMap<>();

  static {
    ATTRIBUTES.put("text", "héllo 评论");
    ATTRIBUTES.put("number", new BigDecimal("-19.90"));
    ATTRIBUTES.put("true", true);
    ATTRIBUTES.put("null", null);
    ATTRIBUTES.put("list", new ArrayList<>(Arrays.asList(null, "x")));
    ATTRIBUTES.put("object", Map.of("a", Map.of("b", BigDecimal.ONE)));
  }

  @Test
  void eventsComeBackAsTheyWere() throws Exception {
    Instant time = Instant.parse("2026-11-22T09:00:00.123456789Z");
    Event full =
        Event.of("e-1", "u-1", "comment", time)
            .timezone("Asia/Shanghai")
            .attributes(ATTRIBUTES)
            .receivedAt(time.plusMillis(5))
            .build();
    Event bare = Event.of("e-2", "u-1", "login", time).receivedAt(Instant.EPOCH).build();
    assertThat(roundTrip(EventSerializer.INSTANCE, full)).isEqualTo(full);
    assertThat(roundTrip(EventSerializer.INSTANCE, bare)).isEqualTo(bare);
    QueuedRecord taken = new QueuedRecord(new QueuedEvent(full, 7, Long.MAX_VALUE), null);
    assertThat(roundTrip(QueuedRecordSerializer.INSTANCE, taken)).isEqualTo(taken);
  }

  @Test
  void deadLettersComeBackAsTheyWere() throws Exception {
    OutputRecord letter = new OutputRecord(Output.DEAD_LETTERS, new byte[] {1}, new byte[] {2, 3});
    QueuedRecord back = roundTrip(QueuedRecordSerializer.INSTANCE, new QueuedRecord(null, letter));
    assertThat(back.event()).isNull();
    assertThat(back.deadLetter().output()).isEqualTo(Output.DEAD_LETTERS);
    assertThat(back.deadLetter().key()).containsExactly(1);
    assertThat(back.deadLetter().value()).containsExactly(2, 3);
  }

  @Test
  void budgetRequestsComeBackAsTheyWere() throws Exception {
    Grant grant = Requests.grant("u-1", 1, "points", "12.5");
    BudgetRequest full = Requests.request(Requests.dayAndTotal("12.5", 7), grant, grant);
    BudgetRequest bare = new BudgetRequest(List.of(), false, false, null, List.of(grant));
    assertThat(roundTrip(BudgetRequestSerializer.INSTANCE, full)).isEqualTo(full);
    assertThat(roundTrip(BudgetRequestSerializer.INSTANCE, bare)).isEqualTo(bare);
  }

  @Test
  void whatCrossesOperatorsNeedsNoKryo() {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    for (Class<?> type : List.of(RawRecord.class, OutputRecord.class, RuleUpdate.class)) {
      assertThat(TypeInformation.of(type).createSerializer(config))
          .isInstanceOf(PojoSerializer.class);
    }
  }

  private static <T> T roundTrip(TypeSerializer<T> serializer, T value) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
