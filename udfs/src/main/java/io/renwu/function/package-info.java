/**
 * The Flink layer around the engine: process functions, state descriptors, serializers and writers
 * of effects.
 */
package io.renwu.function;
