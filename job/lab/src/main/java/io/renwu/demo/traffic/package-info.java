/** Believable traffic for a demonstration: seeded, pure, as fast as the caller asks for it. */
package io.renwu.demo.traffic;
