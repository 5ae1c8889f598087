package io.renwu.engine;

import io.renwu.catalog.TaskCatalog;
import io.renwu.codec.OutputJson;
import io.renwu.codec.UserStateCodec;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Random;

/** A history played into one engine after another. */
final class Replay {
  private Replay() {}

  /**
   * Everything that comes out, byte for byte.
   *
   * @param restarts after which events a new engine goes on with what was stored of the state,
   *     after which the state forgets what it may, and how much of it; null for one engine that
   *     keeps all
   */
  static byte[] bytes(ContractCase history, Random restarts) {
    TaskCatalog catalog = history.catalog();
    TaskEngine engine = new TaskEngine(history.settings(), history.inlineMembers());
    HeldApart sets = new HeldApart();
    UserState state = UserState.empty();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < history.steps().size(); i++) {
      EventOutcome outcome = engine.decide(state, history.steps().get(i).event(), catalog, sets);
      sets.apply(outcome.sets());
      state = outcome.state();
      outcome.grants().forEach(grant -> bytes.writeBytes(OutputJson.grant(grant)));
      outcome.progress().forEach(progress -> bytes.writeBytes(OutputJson.progress(progress)));
      outcome.decisions().forEach(decision -> bytes.writeBytes(OutputJson.decision(decision)));
      if (restarts != null && restarts.nextInt(3) == 0) {
        catalog = history.catalog();
        engine = new TaskEngine(history.settings(), restarts.nextInt(3));
        state = UserStateCodec.decode(UserStateCodec.encode(state));
      }
      if (restarts != null && restarts.nextInt(3) == 0) {
        Instant moment = history.earliestReceiptAfter(i).minusSeconds(restarts.nextInt(200_000));
        AfterExpiry afterExpiry = engine.expire(state, moment, catalog);
        sets.apply(afterExpiry.sets());
        state = afterExpiry.state();
      }
    }
    return bytes.toByteArray();
  }
}
