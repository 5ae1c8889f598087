package io.renwu.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The side that leases: one bucket for the whole and one for each lane that has a rate of its own,
 * shared out to lanes by their rules and to readers by what they want.
 *
 * <pre>
 * granted in any span of time t under one rate  &lt;=  1 + rate * burst + rate * t
 * sum of live leases                            &lt;=  max(1, rate * lease span)
 * </pre>
 *
 * <p>Both hold for the whole and for each lane. A lease is live until its tokens are spent, it has
 * expired, or the rules change. Not thread-safe.
 */
public final class RateLeases {
  /** A multiple of every number of readers up to 16, so that counting on from 0 favours nobody. */
  private static final int TURNS = 720_720;

  private final Duration leaseSpan;
  private final Map<Integer, Reader> readers = new TreeMap<>();
  private ReadRules rules;
  private RateBucket whole;
  private List<RateBucket> lanes;
  private LaneShares shares;
  private double lapsedBefore;
  private int turn;

  public RateLeases(Duration leaseSpan, ReadRules rules, long nowNanos) {
    this.leaseSpan = leaseSpan;
    open(rules, nowNanos);
  }

  public ReadRules rules() {
    return rules;
  }

  /** Changes the rules at once; every lease of the old ones is void. */
  public void change(ReadRules newer, long nowNanos) {
    lapsedBefore = lapsed();
    open(newer, nowNanos);
    readers.replaceAll((number, reader) -> new Reader(newer.lanes().count()));
  }

  private void open(ReadRules opened, long nowNanos) {
    rules = opened;
    whole = bucket(opened.perSecond(), nowNanos);
    lanes = opened.lanes().all().stream().map(lane -> bucket(lane.perSecond(), nowNanos)).toList();
    shares = new LaneShares(opened.lanes());
  }

  private RateBucket bucket(double perSecond, long nowNanos) {
    return new RateBucket(perSecond, rules.burst(), leaseSpan, nowNanos);
  }

  /** A reader begins, with nothing: what an earlier one of that number held is void. */
  public void register(int reader) {
    readers.put(reader, new Reader(rules.lanes().count()));
  }

  public void remove(int reader) {
    readers.remove(reader);
  }

  /**
   * A reader says what it could let pass at once. What it says under other rules is not heard.
   *
   * @param version of the rules that it knows
   * @param demands of each lane of these rules
   */
  public void ask(int reader, long version, List<LaneDemand> demands, long nowNanos) {
    Reader asking = readers.get(reader);
    if (asking == null || version != rules.version()) {
      return;
    }
    asking.askedAtNanos = nowNanos;
    for (int lane = 0; lane < demands.size(); lane++) {
      asking.lanes.get(lane).ask(demands.get(lane).ready(), demands.get(lane).spent());
    }
  }

  /** Shares out what has dripped in; leases by reader, none without tokens. */
  public Map<Integer, TokenLease> grant(long nowNanos) {
    whole.fill(nowNanos);
    lanes.forEach(lane -> lane.fill(nowNanos));
    if (rules.paused() || readers.isEmpty()) {
      return Map.of();
    }
    int count = rules.lanes().count();
    long[][] wants = new long[count][];
    long[] laneWants = new long[count];
    for (int lane = 0; lane < count; lane++) {
      if (!rules.isFree(lane)) {
        wants[lane] = wants(lane, nowNanos);
        long wanted = 0;
        for (long want : wants[lane]) {
          wanted += want;
        }
        laneWants[lane] = Math.min(wanted, lanes.get(lane).room(live(lane, nowNanos)));
      }
    }
    long[] laneShares =
        rules.isLimited() ? shares.split(whole.room(live(nowNanos)), laneWants) : laneWants;
    Map<Integer, List<Long>> granted = new TreeMap<>();
    for (int lane = 0; lane < count; lane++) {
      if (laneShares[lane] > 0) {
        whole.take(laneShares[lane]);
        lanes.get(lane).take(laneShares[lane]);
        grant(lane, FairShares.of(laneShares[lane], wants[lane], turn), granted, nowNanos);
      }
    }
    turn = (turn + 1) % TURNS;
    Map<Integer, TokenLease> leases = new TreeMap<>();
    granted.forEach(
        (reader, tokens) ->
            leases.put(reader, new TokenLease(rules.version(), tokens, leaseSpan.toNanos())));
    return leases;
  }

  private long[] wants(int lane, long nowNanos) {
    return readers.values().stream()
        .mapToLong(
            reader ->
                nowNanos - reader.askedAtNanos > leaseSpan.toNanos()
                    ? 0
                    : reader.lanes.get(lane).want(nowNanos))
        .toArray();
  }

  private void grant(int lane, long[] tokens, Map<Integer, List<Long>> granted, long nowNanos) {
    int at = 0;
    for (Map.Entry<Integer, Reader> reader : readers.entrySet()) {
      if (tokens[at] > 0) {
        reader.getValue().lanes.get(lane).grant(tokens[at], nowNanos + leaseSpan.toNanos());
        granted
            .computeIfAbsent(
                reader.getKey(),
                number -> new ArrayList<>(Stream.generate(() -> 0L).limit(lanes.size()).toList()))
            .set(lane, tokens[at]);
      }
      at++;
    }
  }

  /** The most that may be leased at a time; {@link Long#MAX_VALUE} = no bound. */
  public long budget() {
    return rules.paused() ? 0 : whole.leasable();
  }

  /** The most of one lane that may be leased at a time; {@link Long#MAX_VALUE} = no bound. */
  public long budget(int lane) {
    return rules.paused() ? 0 : Math.min(whole.leasable(), lanes.get(lane).leasable());
  }

  /** The sum of live leases. */
  public long live(long nowNanos) {
    long live = 0;
    for (int lane = 0; lane < lanes.size(); lane++) {
      live += live(lane, nowNanos);
    }
    return live;
  }

  /** The sum of live leases of one lane. */
  public long live(int lane, long nowNanos) {
    return readers.values().stream()
        .mapToLong(reader -> reader.lanes.get(lane).live(nowNanos))
        .sum();
  }

  /** Tokens of the whole that nobody asked for in time, so far. */
  public double lapsed() {
    return lapsedBefore + whole.lapsed();
  }

  private static final class Reader {
    private final List<LaneAccount> lanes;
    private long askedAtNanos;

    private Reader(int lanes) {
      this.lanes = Stream.generate(LaneAccount::new).limit(lanes).toList();
    }
  }
}
