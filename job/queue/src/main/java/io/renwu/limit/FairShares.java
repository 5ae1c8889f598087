package io.renwu.limit;

import java.util.stream.IntStream;

/**
 * Max-min fair shares: none is larger than wanted, and none could grow except at the cost of one
 * that is no larger.
 */
final class FairShares {
  private FairShares() {}

  /**
   * Splits a budget.
   *
   * @param budget 0 or more
   * @param wants each 0 or more
   * @param first who gets the first of the tokens left over, as an index into those that want more;
   *     any number of 0 or more, counted modulo
   * @return a share for each want; their sum is the smaller of the budget and the sum of wants
   */
  static long[] of(long budget, long[] wants, int first) {
    long[] shares = new long[wants.length];
    int[] unsatisfied = unsatisfied(wants, shares);
    long left = budget;
    while (left > 0 && unsatisfied.length > 0) {
      long equalShare = Math.max(1, left / unsatisfied.length);
      for (int i = 0; i < unsatisfied.length && left > 0; i++) {
        int index = unsatisfied[(first + i) % unsatisfied.length];
        long extra = Math.min(Math.min(equalShare, wants[index] - shares[index]), left);
        shares[index] += extra;
        left -= extra;
      }
      unsatisfied = unsatisfied(wants, shares);
    }
    return shares;
  }

  private static int[] unsatisfied(long[] wants, long[] shares) {
    return IntStream.range(0, wants.length).filter(index -> wants[index] > shares[index]).toArray();
  }
}
