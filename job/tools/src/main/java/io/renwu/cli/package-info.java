/** The shared parts of commands: options, configuration, tables, errors and exit codes. */
package io.renwu.cli;
