/** Conditions on events, in CEL: compiles them, bounds their cost and derives facts from them. */
package io.renwu.condition;
