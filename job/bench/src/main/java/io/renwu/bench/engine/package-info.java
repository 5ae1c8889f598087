/** What an event costs the engine, and what tasks cost it. */
package io.renwu.bench.engine;
