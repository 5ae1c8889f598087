package io.renwu.bench.engine;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.renwu.model.Event;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evaluates every condition for every event, each as a compiled CEL program. */
final class SequentialMatcher {
  private static final String VARIABLE = "event";
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private final List<CelRuntime.Program> programs = new ArrayList<>();

  SequentialMatcher(GeneratedTasks set) throws CelValidationException, CelEvaluationException {
    CelCompiler compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .addVar(VARIABLE, MapType.create(SimpleType.STRING, SimpleType.DYN))
            .build();
    CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
    for (int task = 0; task < set.tasks(); task++) {
      programs.add(runtime.createProgram(compiler.compile(set.condition(task)).getAst()));
    }
  }

  int count(Event event) throws CelEvaluationException {
    Map<String, Object> attributes = new HashMap<>(event.attributes());
    attributes.replaceAll(
        (name, value) -> value instanceof BigDecimal number ? number.doubleValue() : value);
    Map<String, Object> variables = Map.of(VARIABLE, Map.of("attributes", attributes));
    int matching = 0;
    for (CelRuntime.Program program : programs) {
      if (Boolean.TRUE.equals(program.eval(variables))) {
        matching++;
      }
    }
    return matching;
  }
}
