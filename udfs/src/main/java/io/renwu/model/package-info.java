/** The immutable values of the domain. Depends on {@code java.*} only. */
package io.renwu.model;
