package io.renwu.connector.redis.streams.client;

/** What several scripts begin with. */
final class ScriptParts {
  /** The first line: a server without memory to give runs the script all the same. */
  static final String ON_A_FULL_SERVER = "#!lua flags=allow-oom\n";

  /** Whether one position lies before another. */
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
   * Where the stream of {@link Keys#end} ends, and whether its entries are gone. A mark that is
   * gone is taken from the stream, which remembers its last id; of entries that are gone the
   * readers need none up to the position that they have taken.
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
