/**
 * Converts between bytes and the model: one codec for each format. An unusable record is a value,
 * not an exception.
 */
package io.renwu.codec;
