/**
 * Task documents: parsed, checked, compiled, and the catalog of the versions that were accepted.
 */
package io.renwu.rules;
