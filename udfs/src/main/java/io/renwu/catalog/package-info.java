/** The accepted versions of all tasks: which one governs, and which must evaluate an event. */
package io.renwu.catalog;
