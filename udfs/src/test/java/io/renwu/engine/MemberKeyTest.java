package io.renwu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Keys are stored: one that was written once must be found again. */
class MemberKeyTest {
  @Test
  void theKeyOfAnEvent() {
    assertThat(hex(MemberKey.ofEvent(MemberKey.ofSlice(20_779), 1, -2)))
        .isEqualTo("65" + "000000000000512b" + "0000000000000001fffffffffffffffe");
  }

  @Test
  void theKeyOfAValue() {
    String values = MemberKey.ofValues(0xFA0B0C0D0E0FL, -3, 0x81020304);
    assertThat(hex(MemberKey.ofValue(values, new byte[] {'T', (byte) 0xE8})))
        .isEqualTo("76" + "fa0b0c0d0e0f" + "81020304" + "fffffffffffffffd" + "54e8");
  }

  private static String hex(String key) {
    return HexFormat.of().formatHex(key.getBytes(StandardCharsets.ISO_8859_1));
  }
}
