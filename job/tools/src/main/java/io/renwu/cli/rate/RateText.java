package io.renwu.cli.rate;

import io.renwu.connector.redis.streams.control.LaneDocument;
import io.renwu.connector.redis.streams.control.ScheduleDocument;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and formats rates, lanes and spans of a schedule as on the command line. */
final class RateText {
  static final String UNLIMITED = "unlimited";

  private static final Pattern LANE = Pattern.compile("([^=:]+)=([^:]+)(?::(.+))?");
  private static final Pattern SPAN =
      Pattern.compile("([^=]+)=(?:([A-Za-z,-]+)@)?(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)@(.+)");

  private RateText() {}

  /**
   * Reads a rate.
   *
   * @return empty for no limit
   * @throws IllegalArgumentException if the text is invalid
   */
  static Optional<Double> rate(String text) {
    if (text.equals(UNLIMITED)) {
      return Optional.empty();
    }
    try {
      double rate = Double.parseDouble(text);
      if (rate >= 0 && rate < Double.MAX_VALUE) {
        return Optional.of(rate);
      }
    } catch (NumberFormatException noNumber) {
      // Thrown below, like for a number out of range.
    }
    throw new IllegalArgumentException(
        "found '" + text + "', expected a number of 0 or more, or '" + UNLIMITED + "'");
  }

  static String rate(@Nullable Double rate) {
    return rate == null ? UNLIMITED : number(rate) + " records/s";
  }

  /** A number with one decimal, or none if it is whole. */
  static String number(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.format(Locale.ROOT, "%,d", (long) number)
        : String.format(Locale.ROOT, "%,.1f", number);
  }

  /**
   * Reads {@code NAME=TOPIC[,TOPIC…][:strict][:weight=W][:rate=R]}.
   *
   * @throws IllegalArgumentException if the text is invalid
   */
  static LaneDocument lane(String text) {
    Matcher parts = LANE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "found '" + text + "', expected NAME=TOPIC[,TOPIC…][:strict][:weight=W][:rate=R]");
    }
    Double weight = null;
    Boolean strict = null;
    Double rate = null;
    for (String option : parts.group(3) == null ? new String[0] : parts.group(3).split(":", -1)) {
      if (option.equals("strict")) {
        strict = true;
      } else if (option.startsWith("weight=")) {
        weight = rate(option.substring("weight=".length())).orElse(null);
      } else if (option.startsWith("rate=")) {
        rate = rate(option.substring("rate=".length())).orElse(null);
      } else {
        throw new IllegalArgumentException(
            "lane "
                + parts.group(1)
                + ": found '"
                + option
                + "', expected strict, weight=W or rate=R");
      }
    }
    return new LaneDocument(
        parts.group(1), List.of(parts.group(2).split(",")), weight, strict, rate);
  }

  static String lane(LaneDocument lane) {
    StringJoiner text = new StringJoiner(":");
    text.add(lane.name() + "=" + String.join(",", lane.topics()));
    if (Boolean.TRUE.equals(lane.strict())) {
      text.add("strict");
    }
    if (lane.weight() != null) {
      text.add("weight=" + plain(lane.weight()));
    }
    if (lane.rate() != null) {
      text.add("rate=" + plain(lane.rate()));
    }
    return text.toString();
  }

  /**
   * Reads {@code NAME=[DAYS@]HH:MM-HH:MM@RATE}; days are such as {@code MON-FRI} or {@code
   * SAT,SUN}.
   *
   * @throws IllegalArgumentException if the text is invalid
   */
  static ScheduleDocument.Span span(String text) {
    Matcher parts = SPAN.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "found '"
              + text
              + "', expected NAME=[DAYS@]HH:MM-HH:MM@RATE, such as night=22:00-06:00@20000");
    }
    return new ScheduleDocument.Span(
        parts.group(1),
        parts.group(2) == null ? null : days(parts.group(2)),
        parts.group(3),
        parts.group(4),
        rate(parts.group(5)).orElse(null));
  }

  static String span(ScheduleDocument.Span span) {
    String days =
        span.days() == null
            ? ""
            : span.days().stream()
                    .sorted()
                    .map(day -> day.name().substring(0, 3))
                    .collect(Collectors.joining(","))
                + "@";
    String rate = span.rate() == null ? UNLIMITED : plain(span.rate());
    return span.name() + "=" + days + span.from() + "-" + span.to() + "@" + rate;
  }

  private static Set<DayOfWeek> days(String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.split(",", -1)) {
      List<DayOfWeek> ends = new ArrayList<>();
      for (String day : part.split("-", -1)) {
        ends.add(day(day));
      }
      DayOfWeek last = ends.get(ends.size() - 1);
      for (DayOfWeek day = ends.get(0); day != last; day = day.plus(1)) {
        days.add(day);
      }
      days.add(last);
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().substring(0, 3).equalsIgnoreCase(text)) {
        return day;
      }
    }
    throw new IllegalArgumentException(
        "found the day '" + text + "', expected MON, TUE, WED, THU, FRI, SAT or SUN");
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
