package io.renwu.condition;

import static io.renwu.condition.SimpleScanner.require;

import io.renwu.condition.SimpleCondition.Flag;
import io.renwu.condition.SimpleCondition.Has;
import io.renwu.condition.SimpleCondition.Not;
import io.renwu.condition.SimpleCondition.NumberComparison;
import io.renwu.condition.SimpleCondition.OneOf;
import io.renwu.condition.SimpleCondition.Order;
import io.renwu.condition.SimpleCondition.SizeComparison;
import io.renwu.condition.SimpleScanner.NotSimpleException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses the part of CEL that {@link SimpleCondition} covers, in microseconds, while CEL's own
 * parser and checker take most of a millisecond. CEL accepts all that it accepts, with the same
 * meaning; anything else, including errors, is left to CEL.
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
 * The literals of a list are of one type. An instance parses one text.
 */
final class SimpleParser {
  /** The maximum depth of parentheses; deeper ones are left to CEL, which has its own bound. */
  private static final int MAX_DEPTH = 16;

  /** Reserved words, which cannot be names. */
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

  private final SimpleScanner scanner;
  private int depth;

  private SimpleParser(SimpleScanner scanner) {
    this.scanner = scanner;
  }

  /** Parses a condition; null if it must be left to CEL. */
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
    } while (scanner.accept("||"));
    return SimpleCondition.join(false, parts);
  }

  private SimpleCondition all() throws NotSimpleException {
    List<SimpleCondition> parts = new ArrayList<>();
    do {
      parts.add(part());
    } while (scanner.accept("&&"));
    return SimpleCondition.join(true, parts);
  }

  private SimpleCondition part() throws NotSimpleException {
    boolean negated = scanner.accept("!");
    if (scanner.accept("(")) {
      require(++depth <= MAX_DEPTH);
      SimpleCondition inner = any();
      require(scanner.accept(")"));
      depth--;
      return negated ? new Not(inner) : inner;
    }
    if (!negated) {
      return ValueInterner.of(test());
    }
    Operand operand = operand();
    return ValueInterner.of(
        new Not(operand instanceof Value value && value.has ? new Has(value.path) : flag(operand)));
  }

  private SimpleCondition test() throws NotSimpleException {
    Operand left = operand();
    if (left instanceof Value value && value.has) {
      return new Has(value.path);
    }
    if (left instanceof Value value && !value.size && scanner.accept("in")) {
      require(scanner.isAtWordEnd());
      return new OneOf(value.path, list(value.path));
    }
    boolean equal = scanner.accept("==");
    boolean unequal = !equal && scanner.accept("!=");
    Order order = equal || unequal ? null : order();
    if (!equal && !unequal && order == null) {
      return flag(left);
    }
    SimpleCondition comparison = comparison(left, order, operand());
    return unequal ? new Not(comparison) : comparison;
  }

  private static SimpleCondition flag(Operand operand) throws NotSimpleException {
    if (operand instanceof Value value && !value.size && !value.has && value.path.isAttribute()) {
      return new Flag(value.path);
    }
    throw SimpleScanner.notSimple();
  }

  private static SimpleCondition comparison(Operand left, @Nullable Order order, Operand right)
      throws NotSimpleException {
    if (left instanceof Value value && right instanceof Literal literal) {
      return comparison(value, order, literal);
    }
    if (left instanceof Literal literal && right instanceof Value value && !value.has) {
      return comparison(value, order == null ? null : order.mirrored(), literal);
    }
    throw SimpleScanner.notSimple();
  }

  private static SimpleCondition comparison(Value value, @Nullable Order order, Literal literal)
      throws NotSimpleException {
    if (value.size) {
      require(literal.whole);
      return new SizeComparison(value.path, order, (long) (double) literal.scalar);
    }
    if (order == null) {
      require(fits(value.path, literal.scalar));
      return new OneOf(value.path, Set.of(literal.scalar));
    }
    require(value.path.isAttribute() && literal.scalar instanceof Double);
    return new NumberComparison(value.path, order, (Double) literal.scalar);
  }

  /** Whether CEL's type checker allows the comparison. */
  private static boolean fits(EventPath path, Object scalar) {
    return path.isAttribute() || scalar instanceof String;
  }

  private Set<Object> list(EventPath path) throws NotSimpleException {
    require(scanner.accept("["));
    Set<Object> values = new HashSet<>();
    if (scanner.accept("]")) {
      return Set.of();
    }
    Literal first = null;
    do {
      if (!(operand() instanceof Literal literal)) {
        throw SimpleScanner.notSimple();
      }
      require(fits(path, literal.scalar));
      first = first == null ? literal : first;
      require(literal.whole == first.whole && literal.scalar.getClass() == first.scalar.getClass());
      values.add(literal.scalar);
    } while (scanner.accept(","));
    require(scanner.accept("]"));
    return Set.copyOf(values);
  }

  private @Nullable Order order() {
    if (scanner.accept("<=")) {
      return Order.LESS_EQUALS;
    }
    if (scanner.accept(">=")) {
      return Order.GREATER_EQUALS;
    }
    if (scanner.accept("<")) {
      return Order.LESS;
    }
    return scanner.accept(">") ? Order.GREATER : null;
  }

  /** An operand of a comparison. */
  private sealed interface Operand {}

  /**
   * A value of the event.
   *
   * @param size whether the operand is the value's size
   * @param has whether the operand is the value's presence
   */
  private record Value(EventPath path, boolean size, boolean has) implements Operand {}

  /**
   * A literal.
   *
   * @param scalar a {@link ScalarValue}
   * @param whole whether it is a whole number
   */
  private record Literal(Object scalar, boolean whole) implements Operand {}

  private Operand operand() throws NotSimpleException {
    if (scanner.isAtText()) {
      return new Literal(scanner.text(), false);
    }
    if (scanner.isAtNumber()) {
      SimpleScanner.Decimal number = scanner.number();
      return new Literal(ScalarValue.of(number.value()), number.whole());
    }
    String name = scanner.name();
    return switch (name) {
      case "true" -> new Literal(true, false);
      case "false" -> new Literal(false, false);
      case "null" -> new Literal(ScalarValue.NULL, false);
      case "size" -> new Value(argumentPath(), true, false);
      case "has" -> {
        EventPath path = argumentPath();
        require(path.isAttribute() && path.names().size() == 2);
        yield new Value(path, false, true);
      }
      case EventPath.VARIABLE -> value();
      default -> throw SimpleScanner.notSimple();
    };
  }

  private EventPath argumentPath() throws NotSimpleException {
    require(scanner.accept("("));
    require(scanner.name().equals(EventPath.VARIABLE));
    Value value = value();
    require(!value.size && scanner.accept(")"));
    return value.path;
  }

  /** Parses the path after the variable. */
  private Value value() throws NotSimpleException {
    List<String> names = new ArrayList<>();
    boolean size = false;
    while (!size && scanner.accept(".")) {
      String name = scanner.name();
      require(!RESERVED.contains(name));
      size = scanner.accept("(");
      if (size) {
        require(name.equals("size") && scanner.accept(")"));
      } else {
        names.add(name);
      }
    }
    require(EventPath.isPath(names));
    return new Value(ValueInterner.of(new EventPath(names)), size, false);
  }
}
