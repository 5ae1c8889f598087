package io.renwu.cli.check;

import io.renwu.catalog.TaskCatalog;
import io.renwu.codec.EventCodec;
import io.renwu.document.ParsedDocument;
import io.renwu.document.TaskDocuments;
import io.renwu.engine.EngineSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Tasks for the tests of this package, and shortcuts to parse and run test files. */
final class TestSources {
  private static final String TASKS =
      """
      [{"taskId": "three-a-day", "version": 1,
        "objectives": [{"id": "comments", "behaviors": ["comment"], "target": 3,
                        "aggregation": {"function": "COUNT_DISTINCT", "field": "objectId"}}],
        "period": {"unit": "DAY", "zone": "Asia/Shanghai", "allowedLateness": "PT2H"},
        "rewards": [{"rewardId": "points", "type": "POINTS", "amount": 10.5,
                     "attributes": {"list": [1, {"a": null}]}}]},
       {"taskId": "two-things", "version": 1,
        "objectives": [{"id": "a", "behaviors": ["comment"], "target": 1},
                       {"id": "b", "behaviors": ["login"], "target": 1}]},
       {"taskId": "first-two", "version": 1,
        "objectives": [{"id": "logins", "behaviors": ["login"], "target": 1}],
        "limits": [{"entity": "TASK", "metric": "COMPLETIONS", "per": "TOTAL", "limit": 2}],
        "rewards": [{"rewardId": "badge", "type": "BADGE"}]}]
      """;

  private TestSources() {}

  static TaskCatalog catalog() {
    TaskCatalog catalog = TaskCatalog.empty();
    for (ParsedDocument document : TaskDocuments.parse(TASKS.getBytes(StandardCharsets.UTF_8))) {
      catalog = catalog.offer(document.task()).catalog();
    }
    return catalog;
  }

  static List<TestCase> parse(String yaml) {
    return new TestParser("f.test.yaml", catalog()).parse(yaml.getBytes(StandardCharsets.UTF_8));
  }

  /** Runs the only test of a file. */
  static TestResult run(String yaml) {
    EventCodec codec = new EventCodec(Duration.ofMinutes(5));
    TestCase test = parse(yaml).get(0);
    return new TestRunner(codec, EngineSettings.DEFAULTS, catalog()).run(test);
  }
}
