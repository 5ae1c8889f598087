package io.renwu.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptionsTest {
  static Iterable<Option<?>> all() {
    return Options.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void isComplete(Option<?> option) {
    assertThat(option.key()).matches("(kafka|redis|queue|collector|tasks|job)(\\.[a-z]+)+");
    assertThat(option.description()).endsWith(".");
    assertThat(option.environmentVariable()).matches("RENWU_[A-Z_]+");
  }

  @ParameterizedTest
  @MethodSource("all")
  void acceptsItsOwnDefault(Option<?> option) {
    rendered(option)
        .ifPresent(
            text ->
                assertThat(
                        RenwuConfig.load(Optional.empty(), Map.of(option.key(), text), Map.of())
                            .find(option))
                    .isEqualTo(option.defaultValue()));
  }

  private static <T> Optional<String> rendered(Option<T> option) {
    return Optional.ofNullable(option.defaultValue()).map(option::render);
  }
}
