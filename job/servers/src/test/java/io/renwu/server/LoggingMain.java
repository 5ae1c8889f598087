package io.renwu.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs two messages that need escaping. */
final class LoggingMain {
  static final String TEXT = "a \"quoted\" {text}\twith a tab\nand \\ a second line";

  private static final Logger LOG = LoggerFactory.getLogger(LoggingMain.class);

  private LoggingMain() {}

  public static void main(String[] arguments) {
    LOG.info("{}", TEXT);
    LOG.warn("it failed", new IllegalStateException(TEXT));
  }
}
