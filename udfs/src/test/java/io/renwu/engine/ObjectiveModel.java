package io.renwu.engine;

import io.renwu.model.Aggregation;
import io.renwu.model.Aggregation.Function;
import io.renwu.model.CalendarUnit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What counted for one objective in one period, event by event. */
final class ObjectiveModel {
  private static final int DAYS_OF_WEEK = 7;

  /**
   * One counted event.
   *
   * @param key by which a cancel event finds it, or null
   * @param amount for {@code COUNT}, {@code SUM} and {@code MAX}
   * @param value for {@code COUNT_DISTINCT}, the date for {@code STREAK}
   */
  record Counted(Object key, BigDecimal amount, Object value) {}

  /** Of the round under way, in the order in which they were counted. */
  private final List<Counted> open = new ArrayList<>();

  /** Of the rounds before. */
  private final List<Counted> finished = new ArrayList<>();

  private BigDecimal carried = BigDecimal.ZERO;

  ObjectiveModel copy() {
    ObjectiveModel copy = new ObjectiveModel();
    copy.open.addAll(open);
    copy.finished.addAll(finished);
    copy.carried = carried;
    return copy;
  }

  /** The table of functions. */
  BigDecimal progress(Aggregation aggregation) {
    return switch (aggregation.function()) {
      case COUNT, SUM -> open.stream().map(Counted::amount).reduce(carried, BigDecimal::add);
      case MAX -> open.stream().map(Counted::amount).reduce(BigDecimal.ZERO, BigDecimal::max);
      case COUNT_DISTINCT -> BigDecimal.valueOf(open.size());
      case STREAK -> BigDecimal.valueOf(run(dates(open), aggregation));
    };
  }

  /**
   * "The current run ends at the latest unit of the set and goes back while the gap to the previous
   * unit holds at most the missed units that freezes still covers."
   */
  private static int run(NavigableSet<LocalDate> units, Aggregation aggregation) {
    int days = aggregation.unit() == CalendarUnit.WEEK ? DAYS_OF_WEEK : 1;
    long freezes = aggregation.freezes();
    int run = 0;
    LocalDate later = null;
    for (LocalDate unit : units.descendingSet()) {
      long missed = later == null ? 0 : ChronoUnit.DAYS.between(unit, later) / days - 1;
      if (missed > freezes) {
        return run;
      }
      freezes -= missed;
      run++;
      later = unit;
    }
    return run;
  }

  private static NavigableSet<LocalDate> dates(Collection<Counted> counted) {
    NavigableSet<LocalDate> dates = new TreeSet<>();
    counted.forEach(c -> dates.add((LocalDate) c.value()));
    return dates;
  }

  /**
   * "A distinct value or streak unit already there; a MAX not exceeded"; SUM of "0: NO_CHANGE"; "a
   * streak's units up to the latest in its set, and distinct values of the same period, do not
   * count again" in the rounds after.
   */
  boolean changesNothing(Aggregation aggregation, Counted next) {
    return switch (aggregation.function()) {
      case COUNT -> false;
      case SUM -> next.amount().signum() == 0;
      case MAX -> next.amount().compareTo(progress(aggregation)) <= 0;
      case COUNT_DISTINCT ->
          Stream.concat(open.stream(), finished.stream())
              .anyMatch(c -> c.value().equals(next.value()));
      case STREAK ->
          dates(open).contains((LocalDate) next.value())
              || dates(finished).ceiling((LocalDate) next.value()) != null;
    };
  }

  void add(Counted counted) {
    open.add(counted);
  }

  /**
   * "The one whose value … equals this event's. Where several counted events have that value, the
   * latest counted one is taken back. What belongs to a finished round, or is carried over from
   * one, cannot be cancelled."
   *
   * @return whether there was one
   */
  boolean takeBack(Object key) {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (key.equals(open.get(i).key())) {
        open.remove(i);
        return true;
      }
    }
    return false;
  }

  /**
   * A round ends.
   *
   * @param surplus what the next one begins with
   */
  void finish(BigDecimal surplus) {
    finished.addAll(open);
    open.clear();
    carried = surplus;
  }

  boolean isEmpty() {
    return open.isEmpty() && finished.isEmpty() && carried.signum() == 0;
  }

  /** Whether the surplus of a round goes into the next. */
  static boolean carries(Function function) {
    return function == Function.COUNT || function == Function.SUM;
  }
}
