/** What a demonstration shows while it runs and at its end: values in, lines out. */
package io.renwu.demo.view;
