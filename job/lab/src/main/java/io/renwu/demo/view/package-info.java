/** Lays out and draws the screen of a demonstration. */
package io.renwu.demo.view;
