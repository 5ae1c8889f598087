package io.renwu.connector.redis.streams.suite;

import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestExternalSystem;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SinkTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;

/** What Flink asks of every sink. */
@SuppressWarnings("unused")
class RedisStreamsSinkSuiteIT extends SinkTestSuiteBase<String> {
  @TestSemantics private final CheckpointingMode[] semantics = {CheckpointingMode.EXACTLY_ONCE};

  @TestEnv private final MiniClusterTestEnvironment environment = new MiniClusterTestEnvironment();
  @TestExternalSystem private final RedisResource redis = new RedisResource();

  @TestContext private final SinkSuiteContext.Factory context = new SinkSuiteContext.Factory(redis);
}
