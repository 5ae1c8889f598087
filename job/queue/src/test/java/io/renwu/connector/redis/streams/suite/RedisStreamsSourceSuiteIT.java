package io.renwu.connector.redis.streams.suite;

import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestExternalSystem;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SourceTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;

/** What Flink asks of every source. */
@SuppressWarnings("unused")
class RedisStreamsSourceSuiteIT extends SourceTestSuiteBase<String> {
  @TestSemantics private final CheckpointingMode[] semantics = {CheckpointingMode.EXACTLY_ONCE};

  @TestEnv private final MiniClusterTestEnvironment environment = new MiniClusterTestEnvironment();
  @TestExternalSystem private final RedisResource redis = new RedisResource();

  @TestContext
  private final SourceSuiteContext.Factory context = new SourceSuiteContext.Factory(redis);
}
