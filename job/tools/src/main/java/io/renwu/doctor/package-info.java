/** Checks that the servers are as the two jobs need them. Changes nothing. */
package io.renwu.doctor;
