package io.renwu.cli.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.catalog.TaskCatalog;
import io.renwu.cli.check.TestWorld.Evaluated;
import io.renwu.codec.EventCodec;
import io.renwu.codec.ParsedEvent;
import io.renwu.engine.EngineSettings;
import io.renwu.model.DeadLetter;
import io.renwu.model.Grant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs each test in its own {@link TestWorld}, with the clock of the test. Not thread-safe. */
public final class TestRunner {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The time of the first event of a test that sets no clock. */
  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private static final Duration TICK = Duration.ofSeconds(1);

  private final EventCodec codec;
  private final EngineSettings settings;
  private final TaskCatalog tasks;

  public TestRunner(EventCodec codec, EngineSettings settings, TaskCatalog tasks) {
    this.codec = codec;
    this.settings = settings;
    this.tasks = tasks;
  }

  /** Runs a test until it ends or a step fails. */
  public TestResult run(TestCase test) {
    long begin = System.nanoTime();
    TestWorld testWorld = new TestWorld(codec, settings, tasks);
    List<Grant> all = new ArrayList<>();
    Instant now = BEGINNING.minus(TICK);
    int number = 0;
    for (TestStep step : test.steps()) {
      number++;
      now = step.at() != null ? step.at() : now.plus(step.after() != null ? step.after() : TICK);
      List<Grant> granted = new ArrayList<>();
      Evaluated last = new Evaluated(List.of(), List.of());
      ParsedEvent parsed = null;
      for (int i = 0; step.behavior() != null && i < step.times(); i++) {
        now = i == 0 ? now : now.plus(TICK);
        parsed = testWorld.parse(line(step, number, i, now));
        if (parsed.event() != null) {
          last = testWorld.evaluate(parsed.event());
          granted.addAll(last.grants());
        }
      }
      all.addAll(granted);
      List<Mismatch> mismatches = compare(test, step, parsed, last, granted, testWorld);
      if (!mismatches.isEmpty()) {
        return new TestResult(
            test, number, step.line(), text(step, now), mismatches, System.nanoTime() - begin);
      }
    }
    List<Mismatch> failures = List.of();
    if (test.expect() != null) {
      ExpectationCheck comparison = new ExpectationCheck(test);
      compare(comparison, test.expect(), all, progressOf(test, test.expect(), testWorld));
      failures = comparison.mismatches();
    }
    return new TestResult(test, 0, test.line(), "all steps", failures, System.nanoTime() - begin);
  }

  private static List<Mismatch> compare(
      TestCase test,
      TestStep step,
      @Nullable ParsedEvent parsed,
      Evaluated last,
      List<Grant> granted,
      TestWorld testWorld) {
    ExpectationCheck comparison = new ExpectationCheck(test);
    ExpectedOutputs expect = step.expect();
    DeadLetter deadLetter = parsed == null ? null : parsed.deadLetter();
    if (expect != null && expect.deadLetter() != null) {
      comparison.deadLetter(
          expect.deadLetter(), deadLetter == null ? null : deadLetter.reason().name());
    } else if (deadLetter != null) {
      comparison.unusable(deadLetter.reason() + ": " + deadLetter.detail());
    }
    if (expect != null) {
      comparison.decisions(expect.decisions(), last);
      Map<String, Map<String, BigDecimal>> progress = new HashMap<>();
      for (String task : expect.progress().keySet()) {
        progress.put(task, testWorld.progress(step.userId(), task));
      }
      compare(comparison, expect, granted, progress);
    }
    return comparison.mismatches();
  }

  private static void compare(
      ExpectationCheck comparison,
      ExpectedOutputs expect,
      List<Grant> granted,
      Map<String, Map<String, BigDecimal>> progress) {
    comparison.progress(expect.progress(), progress);
    if (expect.grants() != null) {
      comparison.grants(expect.grants(), granted);
    }
  }

  /** The last progress of the user of the last step, by task and objective. */
  private static Map<String, Map<String, BigDecimal>> progressOf(
      TestCase test, ExpectedOutputs expect, TestWorld testWorld) {
    Map<String, Map<String, BigDecimal>> progress = new HashMap<>();
    for (String task : expect.progress().keySet()) {
      String user = test.steps().get(test.steps().size() - 1).userId();
      progress.put(task, testWorld.progress(user, task));
    }
    return progress;
  }

  private static byte[] line(TestStep step, int number, int repetition, Instant time) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put(
        "eventId",
        step.eventId() == null ? "step-" + number + "." + (repetition + 1) : step.eventId());
    event.put("userId", step.userId());
    event.put("behavior", step.behavior());
    event.put("time", time.toString());
    event.put("receivedAt", time.plus(step.receivedAfter()).toString());
    event.put("timezone", step.timezone());
    event.put("attributes", step.attributes());
    try {
      return JSON.writeValueAsBytes(event);
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }

  private static String text(TestStep step, Instant now) {
    if (step.behavior() == null) {
      return "nothing at " + now;
    }
    return step.behavior()
        + (step.attributes().isEmpty() ? "" : " " + step.attributes())
        + " at "
        + now
        + (step.times() == 1 ? "" : ", the last of " + step.times());
  }
}
