/**
 * The whole command line, and its commands about systems on this machine: demo, cluster, chaos,
 * upgrade.
 */
package io.renwu.lab;
