package io.renwu.job.config;

/** An invalid setting; the message is one line that names the place and the fix. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  static ConfigException wrong(String key, String place, String found, String expected) {
    return new ConfigException(key + " (" + place + "): found " + found + ", expected " + expected);
  }
}
