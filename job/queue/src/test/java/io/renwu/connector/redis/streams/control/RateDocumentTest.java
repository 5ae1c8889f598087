package io.renwu.connector.redis.streams.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.LaneTopics;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.limit.Lanes;
import io.renwu.limit.RateSchedule;
import io.renwu.limit.ReadRules;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateDocumentTest {
  private static final Instant NOW = Instant.parse("2026-11-27T04:00:00Z");
  private static final String WHOLE =
      """
      {"version":7,"rate":3000.0,"paused":false,"burstMillis":250,"lanes":[
       {"name":"welcome","topics":["behavior.register"],"strict":true},
       {"name":"watch","topics":["behavior.view","behavior.play"],"weight":2.0,"rate":500.0}],
       "floor":0.1,"schedule":{"zone":"Asia/Shanghai","spans":[
       {"name":"weekend","days":["SATURDAY","SUNDAY"],"from":"08:00","to":"20:00","rate":100.0},
       {"name":"noon","from":"12:00","to":"14:00"}]},
       "adaptive":{"signal":"group:g","maxLag":900.0,"floor":5.0,"ceiling":50.0,"everySeconds":2},
       "by":"me","at":"now","reason":"why"}""";

  @Test
  void readsWhatItWrites() {
    RateDocument document = RateDocument.parse(WHOLE);
    assertThat(RateDocument.parse(document.toJson())).isEqualTo(document);
    assertThat(document.burstMillis()).isEqualTo(250);
    ReadRules rules = document.rules(9, 5);
    assertThat(rules.version()).isEqualTo(9);
    assertThat(rules.perSecond()).isEqualTo(5);
    assertThat(rules.burst()).isEqualTo(Duration.ofMillis(250));
    assertThat(rules.lanes().all())
        .extracting("name")
        .containsExactly("welcome", "watch", "others");
    assertThat(rules.lanes().strict()).isZero();
    assertThat(rules.lanes().floor()).isEqualTo(0.1);
    LaneTopics topics = document.topics();
    assertThat(topics.laneOf(new StreamId("behavior.register", 3))).isZero();
    assertThat(topics.laneOf(new StreamId("behavior.play", 0))).isEqualTo(1);
    assertThat(topics.laneOf(new StreamId("behavior.login", 0))).isEqualTo(2);
  }

  @Test
  void theFirstSpanThatAppliesWins() {
    RateSchedule rates = RateDocument.parse(WHOLE).rates().orElseThrow();
    assertThat(rates.at(NOW).orElseThrow().name()).isEqualTo("noon");
    assertThat(rates.at(NOW.plus(Duration.ofHours(2)))).isEmpty();
    assertThat(rates.at(NOW.plus(Duration.ofDays(1))).orElseThrow().name()).isEqualTo("weekend");
  }

  @Test
  void leavesOutWhatIsNotSet() {
    RateDocument document = RateDocument.of(1, null, true, "me", "now", "");
    assertThat(document.toJson())
        .isEqualTo(
            "{\"version\":1,\"rate\":null,\"paused\":true,\"by\":\"me\",\"at\":\"now\",\"reason\":\"\"}");
    assertThat(RateDocument.parse("{\"version\":1}").rules(1, 0).lanes()).isEqualTo(Lanes.ONE);
    assertThat(RateDocument.parse("{\"version\":1}").rates()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense | not JSON",
        "null | found null",
        "{} | found version 0, expected 1 or more",
        "{\"version\":1.5} | /version: ",
        "{\"version\":\"1\"} | /version: ",
        "{\"version\":1,\"rate\":-1} | found rate -1.0, expected 0 or more",
        "{\"version\":1,\"rate\":\"fast\"} | /rate: ",
        "{\"version\":1,\"speed\":1} | /speed: ",
        "{\"version\":1,\"burstMillis\":0} | found burstMillis 0",
        "{\"version\":1,\"lanes\":[]} | found no lane",
        "{\"version\":1,\"lanes\":[{\"name\":\"a\"}]} | lane a: found no topics",
        "{\"version\":1,\"lanes\":[{\"topics\":[\"t\"]}]} | /lanes/0: found a lane without a name",
        "{\"version\":1,\"lanes\":[{\"name\":\"a\",\"topics\":[\"t\"],\"weight\":0}]} | lane a: found the weight 0.0",
        "{\"version\":1,\"lanes\":[{\"name\":\"a\",\"topics\":[\"t\",\"t\"]}]} | found topic t in two lanes",
        "{\"version\":1,\"lanes\":[{\"name\":\"others\",\"topics\":[\"t\"]}]} | two lanes with the same name",
        "{\"version\":1,\"lanes\":[{\"name\":\"a\",\"topics\":[\"t\"]}],\"floor\":1} | found the floor 1.0",
        "{\"version\":1,\"schedule\":{\"zone\":\"UTC\",\"spans\":[]}} | /schedule: found no spans",
        "{\"version\":1,\"schedule\":{\"zone\":\"Mars\",\"spans\":[{\"name\":\"a\",\"from\":\"01:00\",\"to\":\"02:00\"}]}} | found the zone 'Mars'",
        "{\"version\":1,\"schedule\":{\"zone\":\"UTC\",\"spans\":[{\"name\":\"a\",\"from\":\"1\",\"to\":\"02:00\"}]}} | span a: found from '1', expected HH:MM",
        "{\"version\":1,\"adaptive\":{\"maxLag\":1,\"floor\":1,\"ceiling\":1}} | /adaptive: found no signal",
        "{\"version\":1,\"adaptive\":{\"signal\":\"s\"}} | /adaptive: found the greatest lag 0.0",
        "{\"version\":1,\"adaptive\":{\"signal\":\"s\",\"maxLag\":1,\"floor\":2,\"ceiling\":1}} | /adaptive: found the ceiling 1.0",
        "{\"version\":1,\"adaptive\":{\"signal\":\"s\",\"maxLag\":1,\"floor\":1,\"ceiling\":1,\"everySeconds\":61}} | /adaptive: found everySeconds 61",
        "{\"version\":1} x | not JSON",
      })
  void saysWhatIsWrong(String json, String expected) {
    assertThatThrownBy(() -> RateDocument.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }
}
