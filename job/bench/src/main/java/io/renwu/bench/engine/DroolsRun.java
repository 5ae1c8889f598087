package io.renwu.bench.engine;

import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/** Drools over the same events: one session for all of them, or one for each. */
final class DroolsRun implements AutoCloseable {
  private final KieBase rules;
  private final PeerCounters counters = new PeerCounters();
  private final KieSession reused;

  /** Of the sessions for one event each. */
  private final PeerCounters others = new PeerCounters();

  DroolsRun(PeerTasks tasks) {
    KieServices services = KieServices.get();
    KieFileSystem files = services.newKieFileSystem();
    files.write("src/main/resources/rules/tasks.drl", tasks.drools());
    KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
    if (builder.getResults().hasMessages(Message.Level.ERROR)) {
      throw new IllegalStateException(builder.getResults().toString());
    }
    rules = services.newKieContainer(builder.getKieModule().getReleaseId()).getKieBase();
    reused = session(counters);
  }

  private KieSession session(PeerCounters counted) {
    KieSession session = rules.newKieSession();
    session.setGlobal("counters", counted);
    return session;
  }

  void take(PeerOrder order) {
    FactHandle handle = reused.insert(order);
    reused.fireAllRules();
    reused.delete(handle);
  }

  void takeInOwnSession(PeerOrder order) {
    KieSession session = session(others);
    session.insert(order);
    session.fireAllRules();
    session.dispose();
  }

  /** The rewards of the reused session. */
  long rewards() {
    return counters.rewards();
  }

  @Override
  public void close() {
    reused.dispose();
  }
}
