/** Tests of task documents: events and expected outputs, run without any server. */
package io.renwu.cli.check;
