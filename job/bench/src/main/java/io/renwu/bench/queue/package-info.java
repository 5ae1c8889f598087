/** The command {@code renwu bench queue}: writer, reader and collector on real servers. */
package io.renwu.bench.queue;
