package io.renwu.condition;

/**
 * Reads a condition's tokens in order: names, literals and operators, each with the white space
 * before it. Tokens that {@link SimpleParser} does not support, such as texts with escapes, are not
 * simple.
 */
final class SimpleScanner {
  /** The maximum number of digits of a number; a double may not hold more. */
  private static final int MAX_DIGITS = 15;

  private final String source;
  private int at;

  SimpleScanner(String source) {
    this.source = source;
  }

  /** Thrown if a condition must be left to CEL. */
  static final class NotSimpleException extends Exception {
    private static final long serialVersionUID = 1L;

    private NotSimpleException() {
      super(null, null, false, false);
    }
  }

  /**
   * A number literal.
   *
   * @param whole whether it has no decimal point
   */
  record Decimal(double value, boolean whole) {}

  static NotSimpleException notSimple() {
    return new NotSimpleException();
  }

  static void require(boolean simple) throws NotSimpleException {
    if (!simple) {
      throw notSimple();
    }
  }

  boolean isAtEnd() {
    skipSpace();
    return at == source.length();
  }

  /** Whether the last token is a whole word, not the beginning of a longer one. */
  boolean isAtWordEnd() {
    return at == source.length() || !isNamePart(source.charAt(at));
  }

  /** Consumes a token if it is the next one. */
  boolean accept(String token) {
    skipSpace();
    if (!source.startsWith(token, at)) {
      return false;
    }
    at += token.length();
    return true;
  }

  boolean isAtText() {
    return !isAtEnd() && (source.charAt(at) == '\'' || source.charAt(at) == '"');
  }

  boolean isAtNumber() {
    return !isAtEnd() && (source.charAt(at) == '-' || isDigit(source.charAt(at)));
  }

  String name() throws NotSimpleException {
    skipSpace();
    int from = at;
    while (at < source.length() && isNamePart(source.charAt(at))) {
      at++;
    }
    require(at > from && !isDigit(source.charAt(from)));
    return source.substring(from, at);
  }

  /** Reads a text literal; the next character is its quotation mark. */
  String text() throws NotSimpleException {
    char quotation = source.charAt(at);
    int end = source.indexOf(quotation, at + 1);
    require(end > 0);
    String text = source.substring(at + 1, end);
    at = end + 1;
    boolean plain =
        text.chars().noneMatch(c -> c == '\\' || c < ' ' || Character.isSurrogate((char) c));
    require(plain && (at == source.length() || source.charAt(at) != quotation));
    return text;
  }

  /** Reads a number literal; the next character is its sign or first digit. */
  Decimal number() throws NotSimpleException {
    int from = at;
    boolean negative = source.charAt(at) == '-';
    at += negative ? 1 : 0;
    int wholeDigits = digits();
    require(wholeDigits == 1 || source.charAt(at - wholeDigits) != '0');
    boolean whole = at == source.length() || source.charAt(at) != '.';
    int fractionDigits = 0;
    if (!whole) {
      at++;
      fractionDigits = digits();
    }
    require(wholeDigits + fractionDigits <= MAX_DIGITS);
    require(isAtWordEnd() && (at == source.length() || source.charAt(at) != '.'));
    double value = Double.parseDouble(source.substring(from, at));
    require(!negative || value < 0);
    return new Decimal(value, whole);
  }

  private int digits() throws NotSimpleException {
    int from = at;
    while (at < source.length() && isDigit(source.charAt(at))) {
      at++;
    }
    require(at > from);
    return at - from;
  }

  private void skipSpace() {
    while (at < source.length() && (source.charAt(at) == ' ' || source.charAt(at) == '\n')) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
  }
}
