/** Violations of documents: their places and their wording. */
package io.renwu.violation;
