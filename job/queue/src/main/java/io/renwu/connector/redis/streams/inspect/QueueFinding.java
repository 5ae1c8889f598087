package io.renwu.connector.redis.streams.inspect;

/**
 * One fault of a queue.
 *
 * @param severity how bad it is
 * @param check the name of the check; part of the interface
 * @param subject the server, stream or key at fault
 * @param found what is there
 * @param expected what should be there
 * @param advice what to do
 */
public record QueueFinding(
    Severity severity, String check, String subject, String found, String expected, String advice) {
  /** How bad a finding is. */
  public enum Severity {
    /** Records are or may be lost, or a job cannot continue. */
    ERROR,
    /** Works now, but may become an error. */
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
