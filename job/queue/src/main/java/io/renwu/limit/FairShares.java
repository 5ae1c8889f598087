package io.renwu.limit;

import java.util.stream.IntStream;

/**
 * Max-min fair shares: nobody gets more than it wants, and nobody could get more without taking it
 * from one that has no more than itself.
 */
final class FairShares {
  private FairShares() {}

  /**
   * Splits a budget.
   *
   * @param budget 0 or more
   * @param wants each 0 or more
   * @param first counts, over those that want something, who is served first where single tokens
   *     are left over; any number of 0 or more
   * @return a share for each want; their sum is the smaller of the budget and the sum of wants
   */
  static long[] of(long budget, long[] wants, int first) {
    long[] shares = new long[wants.length];
    int[] open = open(wants, shares);
    long left = budget;
    while (left > 0 && open.length > 0) {
      long each = Math.max(1, left / open.length);
      for (int i = 0; i < open.length && left > 0; i++) {
        int at = open[(first + i) % open.length];
        long more = Math.min(Math.min(each, wants[at] - shares[at]), left);
        shares[at] += more;
        left -= more;
      }
      open = open(wants, shares);
    }
    return shares;
  }

  private static int[] open(long[] wants, long[] shares) {
    return IntStream.range(0, wants.length).filter(at -> wants[at] > shares[at]).toArray();
  }
}
