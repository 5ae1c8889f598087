/** The accepted versions of all tasks: which governs, and which have to be asked about an event. */
package io.renwu.catalog;
