/** The settings: all keys, read and checked before anything starts. */
package io.renwu.job.config;
