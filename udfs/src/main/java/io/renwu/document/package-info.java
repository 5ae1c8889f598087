/** Reads task documents, which are JSON, into tasks; finds all violations and their positions. */
package io.renwu.document;
