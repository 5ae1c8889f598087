/** The command {@code renwu bench}: what every benchmark shares. In no artifact but its own. */
package io.renwu.bench;
