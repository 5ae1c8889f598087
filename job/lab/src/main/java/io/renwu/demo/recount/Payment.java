package io.renwu.demo.recount;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is paid. Amounts of one value are equal, however they are written.
 *
 * @param type null where there is nothing to pay
 * @param amount null where there is nothing to pay
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
