/** A long run that measures whether the stored data stops growing. */
package io.renwu.bench.soak;
