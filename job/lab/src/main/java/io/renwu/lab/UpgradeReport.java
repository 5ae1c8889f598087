package io.renwu.lab;

/** How an upgrade ended. */
record UpgradeReport(String result) {}
