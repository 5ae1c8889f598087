package io.renwu.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Leases tokens to readers: from one bucket for the whole queue and one for each lane, split
 * between lanes by their rules and between readers by their demand.
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
  /** A multiple of all numbers up to 16, so that for up to 16 readers the wrap to 0 favors none. */
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

  /** Changes the rules at once; all leases of the old ones become void. */
  public void changeRules(ReadRules newer, long nowNanos) {
    lapsedBefore = lapsed();
    open(newer, nowNanos);
    readers.replaceAll((number, reader) -> new Reader(newer.lanes().count()));
  }

  private void open(ReadRules newRules, long nowNanos) {
    rules = newRules;
    whole = bucket(newRules.perSecond(), nowNanos);
    lanes =
        newRules.lanes().all().stream().map(lane -> bucket(lane.perSecond(), nowNanos)).toList();
    shares = new LaneShares(newRules.lanes());
  }

  private RateBucket bucket(double perSecond, long nowNanos) {
    return new RateBucket(perSecond, rules.burst(), leaseSpan, nowNanos);
  }

  /** Adds a reader without leases; those of an earlier reader of that number are void. */
  public void register(int reader) {
    readers.put(reader, new Reader(rules.lanes().count()));
  }

  public void remove(int reader) {
    readers.remove(reader);
  }

  /**
   * Records what a reader could let pass at once. A demand under other rules is ignored.
   *
   * @param version the version of the reader's rules
   * @param demands the demand for each lane of these rules
   */
  public void recordDemand(int reader, long version, List<LaneDemand> demands, long nowNanos) {
    Reader sender = readers.get(reader);
    if (sender == null || version != rules.version()) {
      return;
    }
    sender.askedAtNanos = nowNanos;
    for (int lane = 0; lane < demands.size(); lane++) {
      sender.lanes.get(lane).recordDemand(demands.get(lane).ready(), demands.get(lane).spent());
    }
  }

  /** Leases the tokens that have accumulated. Returns a lease for each reader that gets tokens. */
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
    int index = 0;
    for (Map.Entry<Integer, Reader> reader : readers.entrySet()) {
      if (tokens[index] > 0) {
        reader.getValue().lanes.get(lane).grant(tokens[index], nowNanos + leaseSpan.toNanos());
        granted
            .computeIfAbsent(
                reader.getKey(),
                number -> new ArrayList<>(Stream.generate(() -> 0L).limit(lanes.size()).toList()))
            .set(lane, tokens[index]);
      }
      index++;
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

  /** Tokens of the whole queue that were lost because no reader wanted them in time. */
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
