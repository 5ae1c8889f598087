/** How many records may pass: token buckets, leases, fair shares. Time is a parameter. */
package io.renwu.limit;
