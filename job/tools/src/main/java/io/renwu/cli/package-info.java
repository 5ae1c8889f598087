/** What all commands share: options, configuration, tables, errors and exit codes. */
package io.renwu.cli;
