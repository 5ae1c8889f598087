/**
 * Bytes to model and back: one codec for each wire form; a record that cannot be used is a value.
 */
package io.renwu.codec;
