package io.renwu.demo.recount;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Evaluates conditions on events with the CEL library alone. */
final class ConditionJudge {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .addVar("event", SimpleType.DYN)
          .setResultType(SimpleType.BOOL)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();

  private ConditionJudge() {}

  /**
   * @param text the condition; null for one that always holds
   * @throws IllegalArgumentException where it does not compile
   */
  static Predicate<UserEvent> compile(@Nullable String text) {
    if (text == null) {
      return event -> true;
    }
    CelRuntime.Program program;
    try {
      program = RUNTIME.createProgram(COMPILER.compile(text).getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException("condition " + text + ": " + e.getMessage(), e);
    }
    return event -> holds(program, event);
  }

  private static boolean holds(CelRuntime.Program program, UserEvent event) {
    try {
      return Boolean.TRUE.equals(program.eval(Map.of("event", variable(event))));
    } catch (CelEvaluationException conditionFailed) {
      return false;
    }
  }

  private static Map<String, Object> variable(UserEvent event) {
    Map<String, Object> variable = new HashMap<>();
    variable.put("eventId", event.eventId());
    variable.put("userId", event.userId());
    variable.put("behavior", event.behavior());
    variable.put("time", event.time());
    if (event.timezone() != null) {
      variable.put("timezone", event.timezone().getId());
    }
    variable.put("attributes", value(event.attributes()));
    return variable;
  }

  private static Object value(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new HashMap<>();
      node.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
      return map;
    } else if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(element -> list.add(value(element)));
      return list;
    } else if (node.isNumber()) {
      return node.doubleValue();
    } else if (node.isBoolean()) {
      return node.booleanValue();
    } else if (node.isNull()) {
      return NullValue.NULL_VALUE;
    }
    return node.textValue();
  }
}
