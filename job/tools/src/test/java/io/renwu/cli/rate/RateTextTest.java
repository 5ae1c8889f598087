package io.renwu.cli.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "welcome=behavior.register:strict",
        "watch=behavior.view,behavior.play:weight=2.5:rate=500",
        "rest=*",
      })
  void formatsLanesAsParsed(String text) {
    assertThat(RateText.lane(RateText.lane(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "night=22:00-06:00@20000, night=22:00-06:00@20000",
    "weekend=sat-sun@08:00-20:00@unlimited, 'weekend=SAT,SUN@08:00-20:00@unlimited'",
    "'odd=MON,WED,fri-SUN@00:00-12:00@0', 'odd=MON,WED,FRI,SAT,SUN@00:00-12:00@0'",
    "turn=SUN-MON@00:00-12:00@0.5, 'turn=MON,SUN@00:00-12:00@0.5'",
  })
  void parsesAndFormatsSpans(String text, String written) {
    assertThat(RateText.span(RateText.span(text))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"welcome", "=t", "a=", "a=t:", "a=t:weight", "a=t:weight=-1", "a=t:rate=x"})
  void refusesLanes(String text) {
    assertThatThrownBy(() -> RateText.lane(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "night",
        "night=22-06@1",
        "night=22:00-06:00",
        "night=XYZ@22:00-06:00@1",
        "n=22:00-06:00@-1"
      })
  void refusesSpans(String text) {
    assertThatThrownBy(() -> RateText.span(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  @Test
  void ratesAreNumbersOfAtLeastZero() {
    assertThat(RateText.rate("0")).contains(0.0);
    assertThat(RateText.rate("1.5")).contains(1.5);
    assertThat(RateText.rate("unlimited")).isEmpty();
    assertThatThrownBy(() -> RateText.rate("NaN")).hasMessageContaining("found 'NaN'");
    assertThatThrownBy(() -> RateText.rate("-1")).hasMessageContaining("found '-1'");
    assertThat(RateText.number(20_000)).isEqualTo("20,000");
    assertThat(RateText.number(0.25)).isEqualTo("0.3");
  }
}
