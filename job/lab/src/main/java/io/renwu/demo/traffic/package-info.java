/** Realistic traffic for a demonstration: seeded and pure. */
package io.renwu.demo.traffic;
