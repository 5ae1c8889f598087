/** Commands that evaluate recorded events again and compare the results with Kafka. */
package io.renwu.cli.reconcile;
