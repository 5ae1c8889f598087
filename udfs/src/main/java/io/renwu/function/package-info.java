/**
 * The Flink shell around the engine: process functions, state descriptors, serializers, and the way
 * from effects to collectors.
 */
package io.renwu.function;
