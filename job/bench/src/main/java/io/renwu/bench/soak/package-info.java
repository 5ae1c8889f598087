/** A long run: whether what is stored stays as large as it is. */
package io.renwu.bench.soak;
