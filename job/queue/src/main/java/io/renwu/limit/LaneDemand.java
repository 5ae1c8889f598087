package io.renwu.limit;

import java.io.Serializable;

/**
 * What a reader says of one lane.
 *
 * @param ready records that could pass at once, also those that the tokens it holds are for
 * @param spent tokens, given under the rules that it knows, that it has used or seen expire
 */
public record LaneDemand(long ready, long spent) implements Serializable {
  private static final long serialVersionUID = 1;
}
