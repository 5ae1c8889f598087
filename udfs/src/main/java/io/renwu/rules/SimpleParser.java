package io.renwu.rules;

import io.renwu.rules.SimpleCondition.Compared;
import io.renwu.rules.SimpleCondition.Flag;
import io.renwu.rules.SimpleCondition.Has;
import io.renwu.rules.SimpleCondition.Not;
import io.renwu.rules.SimpleCondition.OneOf;
import io.renwu.rules.SimpleCondition.Order;
import io.renwu.rules.SimpleCondition.Sized;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the part of CEL that {@link SimpleCondition} covers, in microseconds where CEL's own parser
 * and checker take most of a millisecond. What it takes CEL takes too and with the same meaning;
 * anything else, mistakes included, it leaves to CEL.
 *
 * <pre>
 * any    = all { "||" all }
 * all    = part { "&amp;&amp;" part }
 * part   = "!" ( "(" any ")" | value | has ) | "(" any ")" | has | test
 * has    = "has" "(" attribute ")"
 * test   = value | value "in" "[" [ literal { "," literal } ] "]"
 *        | value order literal | literal order value | size order whole
 * order  = "==" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
 * size   = "size" "(" value ")" | value "." "size" "(" ")"
 * value  = "event" "." ( "eventId" | "userId" | "behavior" | "timezone" | attribute )
 * attribute = "attributes" "." name { "." name }
 * literal = text in quotation marks without escapes | whole | decimal | "true" | "false" | "null"
 * </pre>
 *
 * The literals of a list are of one type. For one text.
 */
final class SimpleParser {
  /** Deeper parentheses are left to CEL, which bounds them. */
  private static final int MAX_DEPTH = 16;

  /** More digits may be more than a double holds. */
  private static final int MAX_DIGITS = 15;

  /** What no name may be, and what begins no value. */
  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "null",
          "package",
          "namespace",
          "return",
          "true",
          "var",
          "void",
          "while");

  private final String source;
  private int at;
  private int depth;

  private SimpleParser(String source) {
    this.source = source;
  }

  /** The condition, or null where CEL has to look at it. */
  static SimpleCondition parse(String source) {
    SimpleParser parser = new SimpleParser(source);
    try {
      SimpleCondition condition = parser.any();
      parser.skipSpace();
      return parser.at == source.length() ? condition : null;
    } catch (NotSimpleException other) {
      return null;
    }
  }

  private SimpleCondition any() throws NotSimpleException {
    List<SimpleCondition> parts = new ArrayList<>();
    do {
      parts.add(all());
    } while (take("||"));
    return SimpleCondition.join(false, parts);
  }

  private SimpleCondition all() throws NotSimpleException {
    List<SimpleCondition> parts = new ArrayList<>();
    do {
      parts.add(part());
    } while (take("&&"));
    return SimpleCondition.join(true, parts);
  }

  private SimpleCondition part() throws NotSimpleException {
    boolean negated = take("!");
    if (take("(")) {
      demand(++depth <= MAX_DEPTH);
      SimpleCondition inner = any();
      demand(take(")"));
      depth--;
      return negated ? new Not(inner) : inner;
    }
    if (!negated) {
      return Shared.of(test());
    }
    Operand operand = operand();
    return Shared.of(new Not(operand.has ? new Has(operand.path) : flag(operand)));
  }

  private SimpleCondition test() throws NotSimpleException {
    Operand left = operand();
    if (left.has) {
      return new Has(left.path);
    }
    if (left.literal == null && !left.size && take("in")) {
      demand(at == source.length() || !isNamePart(source.charAt(at)));
      return new OneOf(left.path, list(left.path));
    }
    boolean equal = take("==");
    boolean unequal = !equal && take("!=");
    Order order = equal || unequal ? null : order();
    if (!equal && !unequal && order == null) {
      return flag(left);
    }
    Operand right = operand();
    demand(!right.has && (left.literal == null) != (right.literal == null));
    SimpleCondition compared =
        left.literal == null
            ? compared(left, order, right)
            : compared(right, order == null ? null : order.mirrored(), left);
    return unequal ? new Not(compared) : compared;
  }

  private static SimpleCondition flag(Operand value) throws NotSimpleException {
    demand(value.literal == null && !value.size && !value.has && value.path.isAttribute());
    return new Flag(value.path);
  }

  private static SimpleCondition compared(Operand value, Order order, Operand literal)
      throws NotSimpleException {
    if (value.size) {
      demand(literal.whole);
      return new Sized(value.path, order, (long) (double) literal.literal);
    }
    if (order == null) {
      demand(fits(value.path, literal.literal));
      return new OneOf(value.path, Set.of(literal.literal));
    }
    demand(value.path.isAttribute() && literal.literal instanceof Double);
    return new Compared(value.path, order, (Double) literal.literal);
  }

  /** Whether CEL's checker lets the two be compared. */
  private static boolean fits(EventPath path, Object literal) {
    return path.isAttribute() || literal instanceof String;
  }

  private Set<Object> list(EventPath path) throws NotSimpleException {
    demand(take("["));
    Set<Object> values = new HashSet<>();
    if (take("]")) {
      return Set.of();
    }
    Operand first = null;
    do {
      Operand literal = operand();
      demand(literal.literal != null && fits(path, literal.literal));
      first = first == null ? literal : first;
      demand(
          literal.whole == first.whole && literal.literal.getClass() == first.literal.getClass());
      values.add(literal.literal);
    } while (take(","));
    demand(take("]"));
    return Set.copyOf(values);
  }

  private Order order() {
    if (take("<=")) {
      return Order.LESS_EQUALS;
    }
    if (take(">=")) {
      return Order.GREATER_EQUALS;
    }
    if (take("<")) {
      return Order.LESS;
    }
    return take(">") ? Order.GREATER : null;
  }

  /**
   * What stands on a side of an operator.
   *
   * @param path null exactly for a literal
   * @param size whether it is the size of the value
   * @param has whether it asks for the value only
   * @param literal a {@link Scalar}, or null
   * @param whole whether the literal is a whole number
   */
  private record Operand(EventPath path, boolean size, boolean has, Object literal, boolean whole) {
    static Operand literal(Object scalar, boolean whole) {
      return new Operand(null, false, false, scalar, whole);
    }
  }

  private Operand operand() throws NotSimpleException {
    skipSpace();
    demand(at < source.length());
    char first = source.charAt(at);
    if (first == '\'' || first == '"') {
      return Operand.literal(text(first), false);
    }
    if (first == '-' || isDigit(first)) {
      return number();
    }
    String name = name();
    return switch (name) {
      case "true" -> Operand.literal(true, false);
      case "false" -> Operand.literal(false, false);
      case "null" -> Operand.literal(Scalar.NULL, false);
      case "size" -> new Operand(enclosed(), true, false, null, false);
      case "has" -> {
        EventPath path = enclosed();
        demand(path.isAttribute() && path.names().size() == 2);
        yield new Operand(path, false, true, null, false);
      }
      case Conditions.VARIABLE -> value();
      default -> throw new NotSimpleException();
    };
  }

  private EventPath enclosed() throws NotSimpleException {
    demand(take("("));
    skipSpace();
    demand(name().equals(Conditions.VARIABLE));
    Operand value = value();
    demand(!value.size && take(")"));
    return value.path;
  }

  /** What follows the variable. */
  private Operand value() throws NotSimpleException {
    List<String> names = new ArrayList<>();
    boolean size = false;
    while (!size && take(".")) {
      skipSpace();
      String name = name();
      demand(!RESERVED.contains(name));
      size = take("(");
      if (size) {
        demand(name.equals("size") && take(")"));
      } else {
        names.add(name);
      }
    }
    demand(EventPath.isPath(names));
    return new Operand(Shared.of(new EventPath(names)), size, false, null, false);
  }

  private String name() throws NotSimpleException {
    int from = at;
    while (at < source.length() && isNamePart(source.charAt(at))) {
      at++;
    }
    demand(at > from && !isDigit(source.charAt(from)));
    return source.substring(from, at);
  }

  private String text(char quotation) throws NotSimpleException {
    int end = source.indexOf(quotation, at + 1);
    demand(end > 0);
    String text = source.substring(at + 1, end);
    at = end + 1;
    boolean plain =
        text.chars().noneMatch(c -> c == '\\' || c < ' ' || Character.isSurrogate((char) c));
    demand(plain && (at == source.length() || source.charAt(at) != quotation));
    return text;
  }

  private Operand number() throws NotSimpleException {
    int from = at;
    boolean negative = source.charAt(at) == '-';
    at += negative ? 1 : 0;
    int wholeDigits = digits();
    demand(wholeDigits == 1 || source.charAt(at - wholeDigits) != '0');
    boolean whole = at == source.length() || source.charAt(at) != '.';
    int fractionDigits = 0;
    if (!whole) {
      at++;
      fractionDigits = digits();
    }
    demand(wholeDigits + fractionDigits <= MAX_DIGITS);
    demand(at == source.length() || (!isNamePart(source.charAt(at)) && source.charAt(at) != '.'));
    double value = Double.parseDouble(source.substring(from, at));
    demand(!negative || value < 0);
    return Operand.literal(Scalar.of(value), whole);
  }

  private int digits() throws NotSimpleException {
    int from = at;
    while (at < source.length() && isDigit(source.charAt(at))) {
      at++;
    }
    demand(at > from);
    return at - from;
  }

  /** Takes an operator or a sign, if it is the next one. */
  private boolean take(String token) {
    skipSpace();
    if (!source.startsWith(token, at)) {
      return false;
    }
    at += token.length();
    return true;
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

  private static void demand(boolean simple) throws NotSimpleException {
    if (!simple) {
      throw new NotSimpleException();
    }
  }

  /** The text is for CEL. */
  private static final class NotSimpleException extends Exception {
    private static final long serialVersionUID = 1L;

    private NotSimpleException() {
      super(null, null, false, false);
    }
  }
}
