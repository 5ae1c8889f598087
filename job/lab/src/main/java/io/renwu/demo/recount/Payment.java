package io.renwu.demo.recount;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The payment of a reward. Amounts are equal if their values are: 1.0 equals 1.
 *
 * @param type null if there is nothing to pay
 * @param amount null if there is nothing to pay
 */
public record Payment(@Nullable String type, @Nullable BigDecimal amount) {
  public Payment {
    amount = amount == null ? null : amount.stripTrailingZeros();
  }

  @Override
  public String toString() {
    return amount == null ? "nothing" : amount.toPlainString() + " " + type;
  }
}
