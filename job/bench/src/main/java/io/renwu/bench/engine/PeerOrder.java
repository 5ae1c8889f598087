package io.renwu.bench.engine;

import io.renwu.model.Event;

/**
 * One event of {@link PeerTasks}, in the form of each engine. Public for the rules.
 *
 * @param user from 0
 * @param event the same as an event of this project
 */
public record PeerOrder(int user, String behavior, String channel, long amount, Event event) {}
