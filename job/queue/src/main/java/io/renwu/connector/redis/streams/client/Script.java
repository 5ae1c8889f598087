package io.renwu.connector.redis.streams.client;

/**
 * The Lua scripts. Positions are compared as text, because Lua's numbers hold 53 bits only. Scripts
 * that a full server needs to recover may run on one.
 */
enum Script {
  /**
   * KEYS: {@link Keys#endKeys}. ARGV: the position at which the stream is expected to end; then
   * position and frame of each entry, positions growing. Returns {status, end, error}. Status 0:
   * all appended; 1: the stream ends elsewhere, nothing appended; 2: an entry was refused, those up
   * to the end are appended.
   */
  APPEND(
      ScriptParts.LESS
          + ScriptParts.END
          + """
          local mark, gone = ending()
          if mark ~= ARGV[1] then
            return {1, mark, ''}
          end
          if gone then
            local trimmed = redis.call('HGET', KEYS[3], 'trimmed') or '0'
            if less(trimmed, mark) then
              redis.call('HSET', KEYS[3], 'trimmed', mark)
            end
          end
          local last, refusal = mark, nil
          for i = 2, #ARGV, 2 do
            local reply = redis.pcall('XADD', KEYS[1], ARGV[i] .. '-0', 'f', ARGV[i + 1])
            if type(reply) == 'table' and reply.err then
              refusal = reply.err
              break
            end
            last = ARGV[i]
          end
          if last ~= mark then
            redis.call('SET', KEYS[2], last)
          end
          if refusal then
            return {2, last, refusal}
          end
          return {0, last, ''}
          """),

  /**
   * KEYS: {@link Keys#endKeys}. Returns {end, seen, the end when that was seen}; 0 for a missing
   * value.
   */
  END(
      ScriptParts.LESS
          + ScriptParts.END
          + """
          local mark = ending()
          local seen, at = string.match(redis.call('GET', KEYS[4]) or '', '^(%d+) (%d+)$')
          return {mark, seen or '0', at or '0'}
          """),

  /**
   * KEYS: {@link Keys#endKeys}. ARGV: the position at which the stream is expected to end, empty
   * for anywhere; the position seen. Writes if the end is the expected one, but never a lower
   * position than another writer of the stream has seen. Returns the end.
   */
  SEE(
      ScriptParts.ON_A_FULL_SERVER
          + ScriptParts.LESS
          + ScriptParts.END
          + """
          local mark = ending()
          if ARGV[1] ~= '' and mark ~= ARGV[1] then
            return mark
          end
          local seen = ARGV[2]
          local old, at = string.match(redis.call('GET', KEYS[4]) or '', '^(%d+) (%d+)$')
          if old and not less(mark, at) and less(seen, old) then
            seen = old
          end
          redis.call('SET', KEYS[4], seen .. ' ' .. mark)
          return mark
          """),

  /** KEYS: the registry. ARGV: the stream; its incarnation. Returns the epoch. */
  REGISTER(
      """
      local line = redis.call('HGET', KEYS[1], ARGV[1])
      local epoch = 0
      if line then
        local space = string.find(line, ' ', 1, true)
        epoch = tonumber(string.sub(line, 1, space - 1))
        if string.sub(line, space + 1) == ARGV[2] then
          return epoch
        end
        epoch = epoch + 1
      end
      redis.call('HSET', KEYS[1], ARGV[1], epoch .. ' ' .. ARGV[2])
      return epoch
      """),

  /**
   * KEYS: the stream; its marks. ARGV: the position taken; the position to trim up to; the lowest
   * id after the latter. Returns how many entries were removed.
   */
  RELEASE(
      ScriptParts.ON_A_FULL_SERVER
          + ScriptParts.LESS
          + """
          redis.call('HSET', KEYS[2], 'taken', ARGV[1])
          local trimmed = redis.call('HGET', KEYS[2], 'trimmed') or '0'
          if not less(trimmed, ARGV[2]) then
            return 0
          end
          redis.call('HSET', KEYS[2], 'trimmed', ARGV[2])
          local marks = redis.call('HGETALL', KEYS[2])
          for i = 1, #marks, 2 do
            if string.match(marks[i], '^%d+$') and not less(ARGV[2], marks[i]) then
              redis.call('HDEL', KEYS[2], marks[i])
            end
          end
          return redis.call('XTRIM', KEYS[1], 'MINID', ARGV[3])
          """),

  /**
   * KEYS: the marks. ARGV: the position of a record that failed; time and cause. Returns its number
   * of failures; 0 if it is trimmed.
   */
  COUNT_FAILURE(
      ScriptParts.ON_A_FULL_SERVER
          + ScriptParts.LESS
          + """
          local trimmed = redis.call('HGET', KEYS[1], 'trimmed') or '0'
          if not less(trimmed, ARGV[1]) then
            return 0
          end
          local before = redis.call('HGET', KEYS[1], ARGV[1]) or '0'
          local count = (string.match(before, '^%d+') or '0') + 1
          redis.call('HSET', KEYS[1], ARGV[1], count .. ' ' .. ARGV[2])
          return count
          """),

  /**
   * KEYS: the list of control documents. ARGV: the version that the first must have, 0 = there is
   * none; the document to put before it; how many the list may hold. Returns 1 if the document was
   * put there, else 0. An unreadable document has version 0.
   */
  REPLACE_CONTROL(
      ScriptParts.ON_A_FULL_SERVER
          + """
          local present = redis.call('LINDEX', KEYS[1], 0)
          local version = 0
          if present then
            local readable, document = pcall(cjson.decode, present)
            if readable and type(document) == 'table' and type(document.version) == 'number' then
              version = document.version
            end
          end
          if version ~= tonumber(ARGV[1]) then
            return 0
          end
          redis.call('LPUSH', KEYS[1], ARGV[2])
          redis.call('LTRIM', KEYS[1], 0, ARGV[3] - 1)
          return 1
          """),

  /**
   * KEYS: the list of control documents. ARGV: the text that the first must have, empty = there is
   * none; the document to put before it; how many the list may hold. Returns 1 if the document was
   * put there, else 0.
   */
  RESTORE_CONTROL(
      ScriptParts.ON_A_FULL_SERVER
          + """
          if (redis.call('LINDEX', KEYS[1], 0) or '') ~= ARGV[1] then
            return 0
          end
          redis.call('LPUSH', KEYS[1], ARGV[2])
          redis.call('LTRIM', KEYS[1], 0, ARGV[3] - 1)
          return 1
          """),

  /**
   * KEYS: the lease. ARGV: the number and beat that it must have, empty = there is none; the
   * greatest number that the job ever had; owner, job, host, since. Returns the new number; 0 if
   * the lease has another number or beat.
   */
  ACQUIRE_LEASE(
      ScriptParts.ON_A_FULL_SERVER
          + """
          local lease = redis.call('HMGET', KEYS[1], 'number', 'beat')
          if (lease[1] or '') ~= ARGV[1] or (lease[2] or '') ~= ARGV[2] then
            return 0
          end
          local number = math.max(tonumber(lease[1] or '0'), tonumber(ARGV[3])) + 1
          redis.call('HSET', KEYS[1], 'number', number, 'beat', 0, 'released', 0, 'owner', ARGV[4],
              'job', ARGV[5], 'host', ARGV[6], 'since', ARGV[7])
          return number
          """),

  /**
   * KEYS: the lease. ARGV: number; 1 to release it, else 0; owner, job, host, since. Also writes a
   * missing lease, and one with a lower number unless to release it. Returns 0 if another owner has
   * it, else 1.
   */
  RENEW_LEASE(
      ScriptParts.ON_A_FULL_SERVER
          + """
          local lease = redis.call('HMGET', KEYS[1], 'number', 'owner', 'beat')
          local number, mine = tonumber(lease[1] or '0'), tonumber(ARGV[1])
          local same = number == mine and lease[2] == ARGV[3]
          if lease[1] and not same and (number >= mine or ARGV[2] == '1') then
            return 0
          end
          local beat = same and lease[3] + 1 or 0
          redis.call('HSET', KEYS[1], 'number', mine, 'beat', beat, 'released', ARGV[2],
              'owner', ARGV[3], 'job', ARGV[4], 'host', ARGV[5], 'since', ARGV[6])
          return 1
          """),

  /**
   * KEYS: {@link Keys#endKeys}. Changes nothing. Returns {high-water mark, taken, trimmed, seen,
   * number of entries, last id, first entry, last entry, first entry after the position taken,
   * bytes of memory, problems}; an entry is {id, {field, value …}}, {} if there is none; a missing
   * text is empty.
   */
  SNAPSHOT(
      """
      #!lua flags=no-writes
      local problems = {}
      local function ask(command, key, ...)
        local reply = redis.pcall(command, key, ...)
        if type(reply) == 'table' and reply.err then
          problems[#problems + 1] = command .. ' ' .. key .. ' is answered: ' .. reply.err
          return nil
        end
        return reply
      end
      local high = ask('GET', KEYS[2]) or ''
      local marks = ask('HMGET', KEYS[3], 'taken', 'trimmed') or {}
      local seen = ask('GET', KEYS[4]) or ''
      local length, last, first_entry, last_entry, waiting, memory = 0, '', {}, {}, {}, ''
      local taken = marks[1] or '0'
      local info = redis.call('EXISTS', KEYS[1]) == 1 and ask('XINFO', 'STREAM', KEYS[1])
      if info then
        for i = 1, #info, 2 do
          if info[i] == 'length' then
            length = info[i + 1]
          elseif info[i] == 'last-generated-id' then
            last = info[i + 1]
          elseif info[i] == 'first-entry' then
            first_entry = info[i + 1] or {}
          elseif info[i] == 'last-entry' then
            last_entry = info[i + 1] or {}
          end
        end
        local behind = ask('XRANGE', KEYS[1], '(' .. taken .. '-0', '+', 'COUNT', 1)
        waiting = behind and behind[1] or {}
        local bytes = redis.pcall('MEMORY', 'USAGE', KEYS[1], 'SAMPLES', 100)
        if type(bytes) == 'number' then
          memory = tostring(bytes)
        end
      end
      return {high, taken, marks[2] or '0', seen, tostring(length), last, first_entry,
          last_entry, waiting, memory, problems}
      """),

  /**
   * KEYS: the stream; its marks. ARGV: the position to trim up to; the lowest id after it; 1 if the
   * position may be after the one taken. Returns how many entries were removed; -1 if the position
   * is refused.
   */
  TRIM(
      ScriptParts.ON_A_FULL_SERVER
          + ScriptParts.LESS
          + """
          local taken = redis.call('HGET', KEYS[2], 'taken') or '0'
          if ARGV[3] ~= '1' and less(taken, ARGV[1]) then
            return -1
          end
          local trimmed = redis.call('HGET', KEYS[2], 'trimmed') or '0'
          if less(trimmed, ARGV[1]) then
            redis.call('HSET', KEYS[2], 'trimmed', ARGV[1])
          end
          return redis.call('XTRIM', KEYS[1], 'MINID', ARGV[2])
          """);

  private final String text;

  Script(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
