/**
 * Divides time into hours, days, weeks and months by zone and day start. Pure: results depend on
 * the arguments alone.
 */
package io.renwu.calendar;
