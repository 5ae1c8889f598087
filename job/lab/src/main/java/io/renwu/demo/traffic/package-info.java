/** Generates realistic traffic for a demonstration, as a pure function of a seed. */
package io.renwu.demo.traffic;
