/**
 * Divides time into the hours, days, weeks and months of a zone and a day start. Pure: results
 * depend on the arguments alone.
 */
package io.renwu.calendar;
