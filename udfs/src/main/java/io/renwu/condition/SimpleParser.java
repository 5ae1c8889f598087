package io.renwu.condition;

import static io.renwu.condition.SimpleScanner.require;

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
    } while (in.accept("||"));
    return SimpleCondition.join(false, parts);
  }

  private SimpleCondition all() throws NotSimpleException {
    List<SimpleCondition> parts = new ArrayList<>();
    do {
      parts.add(part());
    } while (in.accept("&&"));
    return SimpleCondition.join(true, parts);
  }

  private SimpleCondition part() throws NotSimpleException {
    boolean negated = in.accept("!");
    if (in.accept("(")) {
      require(++depth <= MAX_DEPTH);
      SimpleCondition inner = any();
      require(in.accept(")"));
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
    if (left instanceof Value value && !value.size && in.accept("in")) {
      require(in.isAtWordEnd());
      return new OneOf(value.path, list(value.path));
    }
    boolean equal = in.accept("==");
    boolean unequal = !equal && in.accept("!=");
    Order order = equal || unequal ? null : order();
    if (!equal && !unequal && order == null) {
      return flag(left);
    }
    SimpleCondition compared = compared(left, order, operand());
    return unequal ? new Not(compared) : compared;
  }

  private static SimpleCondition flag(Operand operand) throws NotSimpleException {
    if (operand instanceof Value value && !value.size && !value.has && value.path.isAttribute()) {
      return new Flag(value.path);
    }
    throw SimpleScanner.notSimple();
  }

  private static SimpleCondition compared(Operand left, @Nullable Order order, Operand right)
      throws NotSimpleException {
    if (left instanceof Value value && right instanceof Literal literal) {
      return compared(value, order, literal);
    }
    if (left instanceof Literal literal && right instanceof Value value && !value.has) {
      return compared(value, order == null ? null : order.mirrored(), literal);
    }
    throw SimpleScanner.notSimple();
  }

  private static SimpleCondition compared(Value value, @Nullable Order order, Literal literal)
      throws NotSimpleException {
    if (value.size) {
      require(literal.whole);
      return new Sized(value.path, order, (long) (double) literal.scalar);
    }
    if (order == null) {
      require(fits(value.path, literal.scalar));
      return new OneOf(value.path, Set.of(literal.scalar));
    }
    require(value.path.isAttribute() && literal.scalar instanceof Double);
    return new Compared(value.path, order, (Double) literal.scalar);
  }

  /** Whether CEL's checker lets the two be compared. */
  private static boolean fits(EventPath path, Object scalar) {
    return path.isAttribute() || scalar instanceof String;
  }

  private Set<Object> list(EventPath path) throws NotSimpleException {
    require(in.accept("["));
    Set<Object> values = new HashSet<>();
    if (in.accept("]")) {
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
    } while (in.accept(","));
    require(in.accept("]"));
    return Set.copyOf(values);
  }

  private @Nullable Order order() {
    if (in.accept("<=")) {
      return Order.LESS_EQUALS;
    }
    if (in.accept(">=")) {
      return Order.GREATER_EQUALS;
    }
    if (in.accept("<")) {
      return Order.LESS;
    }
    return in.accept(">") ? Order.GREATER : null;
  }

  /** One side of an operator. */
  private sealed interface Operand {}

  /**
   * A value of the event.
   *
   * @param size whether it stands for the size of the value
   * @param has whether it stands for the presence of the value
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
    if (in.isAtText()) {
      return new Literal(in.text(), false);
    }
    if (in.isAtNumber()) {
      SimpleScanner.Decimal number = in.number();
      return new Literal(ScalarValue.of(number.value()), number.whole());
    }
    String name = in.name();
    return switch (name) {
      case "true" -> new Literal(true, false);
      case "false" -> new Literal(false, false);
      case "null" -> new Literal(ScalarValue.NULL, false);
      case "size" -> new Value(enclosed(), true, false);
      case "has" -> {
        EventPath path = enclosed();
        require(path.isAttribute() && path.names().size() == 2);
        yield new Value(path, false, true);
      }
      case EventPath.VARIABLE -> value();
      default -> throw SimpleScanner.notSimple();
    };
  }

  private EventPath enclosed() throws NotSimpleException {
    require(in.accept("("));
    require(in.name().equals(EventPath.VARIABLE));
    Value value = value();
    require(!value.size && in.accept(")"));
    return value.path;
  }

  /** Reads what follows the variable. */
  private Value value() throws NotSimpleException {
    List<String> names = new ArrayList<>();
    boolean size = false;
    while (!size && in.accept(".")) {
      String name = in.name();
      require(!RESERVED.contains(name));
      size = in.accept("(");
      if (size) {
        require(name.equals("size") && in.accept(")"));
      } else {
        names.add(name);
      }
    }
    require(EventPath.isPath(names));
    return new Value(ValueInterner.of(new EventPath(names)), size, false);
  }
}
