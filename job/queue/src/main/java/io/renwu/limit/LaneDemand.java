package io.renwu.limit;

import java.io.Serializable;

/**
 * A reader's demand for one lane.
 *
 * @param ready records that could pass at once, including those for which the reader holds tokens
 * @param spent tokens leased under the reader's rules that it has used or that have expired
 */
public record LaneDemand(long ready, long spent) implements Serializable {
  private static final long serialVersionUID = 1;
}
