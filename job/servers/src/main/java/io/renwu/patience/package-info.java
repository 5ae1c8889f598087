/** How long those who look at a system from outside wait for its servers. */
package io.renwu.patience;
