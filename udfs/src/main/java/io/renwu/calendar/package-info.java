/**
 * How time is cut into the hours, days, weeks and months of a zone and a day start. Pure: the
 * arguments alone decide.
 */
package io.renwu.calendar;
