/** The settings: every key in one place, checked before anything starts. */
package io.renwu.job.config;
