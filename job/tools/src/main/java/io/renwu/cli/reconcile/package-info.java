/** Commands that evaluate recorded events again and compare what came of them. */
package io.renwu.cli.reconcile;
