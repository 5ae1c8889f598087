/**
 * Conditions: CEL over one event, compiled, with a bound of their cost and the facts they imply.
 */
package io.renwu.condition;
