package io.renwu.condition;

import static io.renwu.condition.SimpleScanner.demand;

import io.renwu.condition.SimpleCondition.Compared;
import io.renwu.condition.SimpleCondition.Flag;
import io.renwu.condition.SimpleCondition.Has;
import io.renwu.condition.SimpleCondition.Not;
import io.renwu.condition.SimpleCondition.OneOf;
import io.renwu.condition.SimpleCondition.Order;
import io.renwu.condition.SimpleCondition.Sized;
import io.renwu.condition.SimpleScanner.NotSimpleException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  private final SimpleScanner in;
  private int depth;

  private SimpleParser(SimpleScanner in) {
    this.in = in;
  }

  /** The condition, or null where CEL has to look at it. */
  static @Nullable SimpleCondition parse(String source) {
    SimpleScanner scanner = new SimpleScanner(source);
    try {
      SimpleCondition condition = new SimpleParser(scanner).any();
      return scanner.isAtEnd() ? condition : null;
    } catch (NotSimpleException other) {
      return null;
    }
  }

  private SimpleCondition any() throws NotSimpleException {
    List<SimpleCondition> parts = new ArrayList<>();
    do {
      parts.add(all());
    } while (in.take("||"));
    return SimpleCondition.join(false, parts);
  }

  private SimpleCondition all() throws NotSimpleException {
    List<SimpleCondition> parts = new ArrayList<>();
    do {
      parts.add(part());
    } while (in.take("&&"));
    return SimpleCondition.join(true, parts);
  }

  private @Nullable SimpleCondition part() throws NotSimpleException {
    boolean negated = in.take("!");
    if (in.take("(")) {
      demand(++depth <= MAX_DEPTH);
      SimpleCondition inner = any();
      demand(in.take(")"));
      depth--;
      return negated ? new Not(inner) : inner;
    }
    if (!negated) {
      return ValueInterner.of(test());
    }
    Operand operand = operand();
    return ValueInterner.of(new Not(operand.has ? new Has(operand.path) : flag(operand)));
  }

  private SimpleCondition test() throws NotSimpleException {
    Operand left = operand();
    if (left.has) {
      return new Has(left.path);
    }
    if (left.literal == null && !left.size && in.take("in")) {
      demand(in.isBehindWord());
      return new OneOf(left.path, list(left.path));
    }
    boolean equal = in.take("==");
    boolean unequal = !equal && in.take("!=");
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

  private static SimpleCondition compared(Operand value, @Nullable Order order, Operand literal)
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
  private static boolean fits(@Nullable EventPath path, @Nullable Object literal) {
    return path.isAttribute() || literal instanceof String;
  }

  private Set<Object> list(@Nullable EventPath path) throws NotSimpleException {
    demand(in.take("["));
    Set<Object> values = new HashSet<>();
    if (in.take("]")) {
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
    } while (in.take(","));
    demand(in.take("]"));
    return Set.copyOf(values);
  }

  private @Nullable Order order() {
    if (in.take("<=")) {
      return Order.LESS_EQUALS;
    }
    if (in.take(">=")) {
      return Order.GREATER_EQUALS;
    }
    if (in.take("<")) {
      return Order.LESS;
    }
    return in.take(">") ? Order.GREATER : null;
  }

  /**
   * What stands on a side of an operator.
   *
   * @param path null exactly for a literal
   * @param size whether it is the size of the value
   * @param has whether it asks for the value only
   * @param literal a {@link ScalarValue}, or null
   * @param whole whether the literal is a whole number
   */
  private record Operand(
      @Nullable EventPath path,
      boolean size,
      boolean has,
      @Nullable Object literal,
      boolean whole) {
    static Operand literal(Object scalar, boolean whole) {
      return new Operand(null, false, false, scalar, whole);
    }
  }

  private Operand operand() throws NotSimpleException {
    if (in.isAtText()) {
      return Operand.literal(in.text(), false);
    }
    if (in.isAtNumber()) {
      SimpleScanner.Decimal number = in.number();
      return Operand.literal(ScalarValue.of(number.value()), number.whole());
    }
    String name = in.name();
    return switch (name) {
      case "true" -> Operand.literal(true, false);
      case "false" -> Operand.literal(false, false);
      case "null" -> Operand.literal(ScalarValue.NULL, false);
      case "size" -> new Operand(enclosed(), true, false, null, false);
      case "has" -> {
        EventPath path = enclosed();
        demand(path.isAttribute() && path.names().size() == 2);
        yield new Operand(path, false, true, null, false);
      }
      case EventPath.VARIABLE -> value();
      default -> throw SimpleScanner.notSimple();
    };
  }

  private @Nullable EventPath enclosed() throws NotSimpleException {
    demand(in.take("("));
    demand(in.name().equals(EventPath.VARIABLE));
    Operand value = value();
    demand(!value.size && in.take(")"));
    return value.path;
  }

  /** What follows the variable. */
  private Operand value() throws NotSimpleException {
    List<String> names = new ArrayList<>();
    boolean size = false;
    while (!size && in.take(".")) {
      String name = in.name();
      demand(!RESERVED.contains(name));
      size = in.take("(");
      if (size) {
        demand(name.equals("size") && in.take(")"));
      } else {
        names.add(name);
      }
    }
    demand(EventPath.isPath(names));
    return new Operand(ValueInterner.of(new EventPath(names)), size, false, null, false);
  }
}
