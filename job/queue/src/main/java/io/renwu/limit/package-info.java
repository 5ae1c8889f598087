/** How many records may pass: buckets, leases, fair shares. Time is a parameter. */
package io.renwu.limit;
