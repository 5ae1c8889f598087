package io.renwu.demo.recount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks every sample task against results worked out by hand. 2026-11-23 is a Monday. */
class RecountTest {
  private static final String NOON = "2026-11-23T12:00:00+08:00";

  @Test
  void welcomePaysOnlyOnce() {
    Sent sent =
        new Sent()
            .event("u", "register", NOON, "")
            .event("u", "register", "2026-12-23T12:00:00+08:00", "");
    assertThat(sent.due("welcome"))
        .containsOnly(
            entry("u welcome - #1 points", "100 POINTS"), entry("u welcome - #1 badge", "1 BADGE"));
  }

  @Test
  void loginDailyUsesTheUsersTimezone() {
    Sent sent =
        new Sent()
            .raw(
                "login",
                "{'eventId':'a','userId':'u','time':'2026-11-23T03:00:00Z','timezone':'America/New_York'}"
                    .replace('\'', '"'),
                "2026-11-23T03:00:01Z")
            .event("u", "login", "2026-11-23T03:00:00Z", "")
            .event("u", "login", "2026-11-23T04:00:00Z", "");
    assertThat(sent.due("login-daily"))
        .containsOnly(
            entry("u login-daily 2026-11-22 #1 points", "1 POINTS"),
            entry("u login-daily 2026-11-23 #1 points", "1 POINTS"));
  }

  @Test
  void loginOnTwoChannelsCountsDistinctValues() {
    Sent sent =
        new Sent()
            .event("u", "login", NOON, "'channel':'ios'")
            .event("u", "login", NOON, "'channel':'ios'")
            .event("v", "login", NOON, "'channel':'ios'")
            .event("v", "login", "2026-11-29T23:59:59+08:00", "'channel':'web'");
    assertThat(sent.due("login-two-channels"))
        .containsOnly(entry("v login-two-channels 2026-W48 #1 coupon", "1 COUPON"));
  }

  @Test
  void checkInDayStartsAtFourWithTwoHoursLateness() {
    Sent sent =
        new Sent()
            .event("u", "check-in", "2026-11-24T03:59:59.999+08:00", "")
            .event("u", "check-in", "2026-11-24T04:00:00+08:00", "")
            .event("v", "check-in", NOON, "2026-11-24T05:59:59.999+08:00", "")
            .event("w", "check-in", NOON, "2026-11-24T06:00:00+08:00", "");
    assertThat(sent.due("check-in-daily").keySet())
        .containsOnly(
            "u check-in-daily 2026-11-23 #1 points",
            "u check-in-daily 2026-11-24 #1 points",
            "v check-in-daily 2026-11-23 #1 points");
  }

  /** CRC-32 of "lucky-1:u-1" is 731709646, of "lucky-1:u-3" 3314770402; 33.3 % is below 3330. */
  @Test
  void luckyCheckInIsForAThirdOfTheUsers() {
    Sent sent = new Sent().event("u-1", "check-in", NOON, "").event("u-3", "check-in", NOON, "");
    assertThat(sent.due("check-in-lucky"))
        .containsOnly(entry("u-3 check-in-lucky 2026-11 #1 ticket", "2 LOTTERY_TICKET"));
  }

  @Test
  void threeCommentsNeedProfileChannelTextAndDifferentVideos() {
    Sent sent = new Sent();
    comment(sent, "u", "v-0", "long enough", "ios");
    sent.event("u", "complete-profile", NOON, "'completeness':80");
    comment(sent, "u", "v-1", "long enough", "ios");
    comment(sent, "u", "v-1", "long enough", "ios");
    comment(sent, "u", "v-2", "ok", "ios");
    comment(sent, "u", "v-3", "long enough", "web");
    comment(sent, "u", "v-4", "五个字正好", "android");
    assertThat(sent.due("comment-3-a-day")).isEmpty();
    comment(sent, "u", "v-5", "long enough", "ios");
    assertThat(sent.due("comment-3-a-day"))
        .containsOnly(entry("u comment-3-a-day 2026-11-23 #1 points", "10 POINTS"));
  }

  @Test
  void criticOfTheWeekIsPaidTierByTier() {
    Sent sent = new Sent();
    for (int i = 0; i < 8; i++) {
      comment(sent, "u", "v-1", "", "web");
    }
    assertThat(sent.due("comment-weekly"))
        .containsOnly(
            entry("u comment-weekly 2026-W48 #1 tier 1 points-3", "5 POINTS"),
            entry("u comment-weekly 2026-W48 #1 tier 2 points-8", "20 POINTS"),
            entry("u comment-weekly 2026-W48 #1 tier 2 coupon-8", "1 COUPON"));
    for (int i = 8; i < 20; i++) {
      comment(sent, "u", "v-1", "", "web");
    }
    assertThat(sent.due("comment-weekly"))
        .hasSize(4)
        .containsEntry("u comment-weekly 2026-W48 #1 tier 3 badge-20", "1 BADGE");
  }

  @Test
  void everyFiveFavoritesPayThreeTimesADay() {
    Sent sent = new Sent();
    for (int i = 0; i < 22; i++) {
      sent.event("u", "favorite", NOON, "");
    }
    assertThat(sent.due("favorite-5").keySet())
        .containsOnly(
            "u favorite-5 2026-11-23 #1 points",
            "u favorite-5 2026-11-23 #2 points",
            "u favorite-5 2026-11-23 #3 points");
  }

  @Test
  void firstSubscriptionPaysOnce() {
    Sent sent = new Sent().event("u", "subscribe", NOON, "").event("u", "subscribe", NOON, "");
    assertThat(sent.due("first-subscription"))
        .containsOnly(
            entry("u first-subscription - #1 coupon", "1 COUPON"),
            entry("u first-subscription - #1 badge", "1 BADGE"));
  }

  @Test
  void spendingIsSummedExactlyAndCarriedOver() {
    Sent sent = new Sent();
    for (String amount : List.of("49.99", "0.01", "99.99", "'50'", "-50", "0")) {
      sent.event("u", "subscribe", NOON, "'currency':'CNY','amount':" + amount);
    }
    sent.event("u", "subscribe", NOON, "'currency':'EUR','amount':1000");
    sent.event("u", "subscribe", NOON, "'amount':1000");
    assertThat(sent.due("spend-50"))
        .containsOnly(
            entry("u spend-50 2026-11 #1 points", "12.5 POINTS"),
            entry("u spend-50 2026-11 #2 points", "12.5 POINTS"));
  }

  @Test
  void profileMustBeNearlyComplete() {
    Sent sent =
        new Sent()
            .event("u", "complete-profile", NOON, "'completeness':79.9")
            .event("v", "complete-profile", NOON, "'completeness':80")
            .event("w", "complete-profile", NOON, "");
    assertThat(sent.due("complete-profile"))
        .containsOnly(entry("v complete-profile - #1 points", "50 POINTS"));
  }

  @Test
  void newcomerPackNeedsBoth() {
    Sent sent =
        new Sent()
            .event("u", "login", NOON, "")
            .event("v", "login", NOON, "")
            .event("v", "complete-profile", NOON, "");
    assertThat(sent.due("newcomer-pack").keySet()).containsOnly("v newcomer-pack - #1 coupon");
  }

  @Test
  void firstWordsAreOnlyForNewcomersWithProfile() {
    Sent sent = new Sent();
    for (String user : List.of("u", "v")) {
      sent.event(user, "register", NOON, "");
    }
    for (String user : List.of("v", "w")) {
      sent.event(user, "complete-profile", NOON, "'completeness':100");
    }
    for (String user : List.of("u", "v", "w")) {
      sent.event(user, "favorite", NOON, "");
    }
    assertThat(sent.due("newcomer-first-words").keySet())
        .containsOnly("v newcomer-first-words - #1 points");
  }

  @Test
  void activeTodayCountsEitherBehavior() {
    Sent sent = new Sent();
    for (int i = 0; i < 6; i++) {
      sent.event("u", "favorite", NOON, "");
      sent.event("v", i < 3 ? "comment" : "login", NOON, "");
    }
    assertThat(sent.due("active-today").keySet())
        .containsOnly("u active-today 2026-11-23 #1 points");
  }

  /** A timestamp may be five minutes ahead of the clock by which the record was read. */
  @Test
  void timestampAheadOfTheClockIsADeadLetter() {
    SentRecord record =
        new SentRecord(
            "login",
            "{\"eventId\":\"e\",\"userId\":\"u\",\"time\":300000}".getBytes(StandardCharsets.UTF_8),
            300_000);
    Recount recount = new Recount(RecountSampleTasks.documents());
    assertThat(recount.expect(List.of(record), Instant.EPOCH).deadLetters()).isZero();
    assertThat(recount.expect(List.of(record), Instant.EPOCH.minusMillis(1)).deadLetters())
        .isEqualTo(1);
    assertThat(recount.expect(List.of(record)).deadLetters()).isZero();
  }

  @Test
  void duplicateWithinADayCountsOnce() {
    Sent sent = new Sent().event("u", "check-in", NOON, "").again("2026-11-24T11:59:59.999+08:00");
    assertThat(sent.expectation().duplicates()).isEqualTo(1);
    assertThat(sent.again("2026-11-24T12:00:00+08:00").expectation().duplicates()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "login",
        "[]",
        "{'userId':'u','time':0}",
        "{'eventId':1,'userId':'u','time':0}",
        "{'eventId':'','userId':'u','time':0}",
        "{'eventId':'e','userId':null,'time':0}",
        "{'eventId':'e','userId':'u','time':'noon'}",
        "{'eventId':'e','userId':'u','time':0,'attributes':[]}",
        "{'eventId':'e','userId':'u','time':0,'timezone':'Mars'}",
        "{'eventId':'e','userId':'u','time':0,'behavior':'comment'}",
        "{'eventId':'e','userId':'u','time':'2026-11-23T12:05:00.001+08:00'}",
      })
  void deadLetters(String value) {
    DueOutputs expectation = new Sent().raw("login", value.replace('\'', '"'), NOON).expectation();
    assertThat(expectation.deadLetters()).isEqualTo(1);
    assertThat(expectation.grants()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'taskId':'t','schedule':{}}",
        "{'taskId':'t','status':'PAUSED'}",
        "{'taskId':'t','objectives':[{'frequencyLimit':{}}]}",
        "{'taskId':'t','objectives':[{'aggregation':{'function':'MAX'}}]}",
        "{'taskId':'t','completion':'SEQUENCE'}",
        "{'taskId':'t','rewards':[{'delivery':'CLAIM'}]}",
        "{'taskId':'t','period':{'unit':'DAY'},'recurrence':{'policy':'ONCE'}}",
        "{'taskId':'t','objectives':[{'filter':'event.'}]}",
      })
  void refusesToJudgeWhatItDoesNotKnow(String document) {
    assertThatThrownBy(() -> new Recount(List.of(document.replace('\'', '"'))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void comment(
      Sent sent, String user, String objectId, String text, String channel) {
    sent.event(
        user,
        "comment",
        NOON,
        "'objectId':'%s','text':'%s','channel':'%s'".formatted(objectId, text, channel));
  }
}
