/** Task documents: JSON, read into tasks, with every violation and its position. */
package io.renwu.document;
