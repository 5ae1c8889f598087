package io.renwu.connector.redis.streams.client;

/** The common first parts of several scripts. */
final class ScriptParts {
  /** The first line of scripts that also run on a server whose memory is full. */
  static final String ON_A_FULL_SERVER = "#!lua flags=allow-oom\n";

  /** Compares two decimal positions. */
  static final String LESS =
      """
      local function less(a, b)
        if #a ~= #b then
          return #a < #b
        end
        return a < b
      end
      """;

  /**
   * Returns where the stream of {@link Keys#endKeys} ends, and whether its entries are lost. The
   * last id of the stream replaces a lost mark. If the entries are lost, the stream ends at the
   * position that the readers have taken, because they need no entry before it.
   */
  static final String END =
      """
      local function ending()
        local mark = redis.call('GET', KEYS[2])
        if redis.call('EXISTS', KEYS[1]) == 1 then
          if mark then
            return mark, false
          end
          local info = redis.call('XINFO', 'STREAM', KEYS[1])
          for i = 1, #info, 2 do
            if info[i] == 'last-generated-id' then
              return string.match(info[i + 1], '^%d+'), false
            end
          end
        end
        if not mark then
          return '0', false
        end
        local taken = redis.call('HGET', KEYS[3], 'taken') or '0'
        return less(taken, mark) and taken or mark, true
      end
      """;

  private ScriptParts() {}
}
