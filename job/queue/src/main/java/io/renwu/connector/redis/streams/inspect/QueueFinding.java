package io.renwu.connector.redis.streams.inspect;

/**
 * One thing that is not as a queue needs it.
 *
 * @param severity how bad it is
 * @param check what was looked at; a name that stays the same
 * @param subject the server, stream or key that it is found at
 * @param found what is there
 * @param expected what should be there
 * @param advice what to do
 */
public record QueueFinding(
    Severity severity, String check, String subject, String found, String expected, String advice) {
  /** How bad a finding is. */
  public enum Severity {
    /** Records are lost, or can be, or a job cannot go on. */
    ERROR,
    /** Works now, and something may make it an error. */
    WARNING
  }

  static QueueFinding error(
      String check, String subject, String found, String expected, String advice) {
    return new QueueFinding(Severity.ERROR, check, subject, found, expected, advice);
  }

  static QueueFinding warning(
      String check, String subject, String found, String expected, String advice) {
    return new QueueFinding(Severity.WARNING, check, subject, found, expected, advice);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** One sentence, without the subject. */
  public String text() {
    return found + ", expected " + expected + "; " + advice;
  }
}
