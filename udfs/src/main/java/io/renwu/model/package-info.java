/** The values of the domain: {@code java.*} only, immutable. */
package io.renwu.model;
