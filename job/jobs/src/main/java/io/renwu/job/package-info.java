/** The two jobs: configuration → topology → execute. */
package io.renwu.job;
