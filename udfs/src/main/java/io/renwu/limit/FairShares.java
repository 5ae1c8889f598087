package io.renwu.limit;

import java.util.Arrays;

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
   * @param first index that is served first where single tokens are left over
   * @return a share for each want; their sum is the smaller of the budget and the sum of wants
   */
  static long[] of(long budget, long[] wants, int first) {
    long[] shares = new long[wants.length];
    long left = budget;
    int open = (int) Arrays.stream(wants).filter(want -> want > 0).count();
    while (left > 0 && open > 0) {
      long each = Math.max(1, left / open);
      open = 0;
      for (int i = 0; i < wants.length && left > 0; i++) {
        int at = (first + i) % wants.length;
        long more = Math.min(Math.min(each, wants[at] - shares[at]), left);
        shares[at] += more;
        left -= more;
      }
      for (int i = 0; i < wants.length; i++) {
        open += wants[i] > shares[i] ? 1 : 0;
      }
    }
    return shares;
  }
}
