/** Publishes tasks again, and sends hostile records, documents and timestamps. */
package io.renwu.chaos.input;
