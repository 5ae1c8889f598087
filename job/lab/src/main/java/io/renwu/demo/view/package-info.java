/** Lays out the screen of a demonstration: takes values, returns lines. */
package io.renwu.demo.view;
