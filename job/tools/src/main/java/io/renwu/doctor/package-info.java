/** Looks at the servers around the two jobs for what they need. Changes nothing. */
package io.renwu.doctor;
