package io.renwu.job.config;

/**
 * The text that was given for a key.
 *
 * @param place where it was given, for messages
 */
public record Setting(String key, String text, String place) {}
