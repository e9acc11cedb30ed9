package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Kinds.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What calls mean as kinds. A mistake is told once, not again for all that comes out of it.
 *
 * <p>The type of a call depends on the function and on the types of its arguments, so each function
 * keeps what was found without a mistake.
 */
final class Typing implements Interpretation<Type> {
  /** About so many statements has a program of a search. */
  private static final int USUAL = 32;

  private final List<Type> statements = new ArrayList<>(USUAL);
  private final List<Mistake> problems = new ArrayList<>();

  List<Type> statements() {
    return statements;
  }

  List<Mistake> problems() {
    return problems;
  }

  /** Room for the types of the calls of a function, by {@link #position}. */
  static Type[] table(int arity) {
    int length = 1;
    for (int i = 0; i < arity; i++) {
      length *= Type.COUNT;
    }
    return new Type[length];
  }

  private static int position(List<Type> arguments) {
    int position = 0;
    for (int i = 0; i < arguments.size(); i++) {
      position = Type.COUNT * position + arguments.get(i).index;
    }
    return position;
  }

  @Override
  public boolean takesWhole(Function function) {
    return true;
  }

  @Override
  public Type number(double value) {
    return Type.NUMBER;
  }

  @Override
  public Type call(Call call, List<Type> arguments) {
    Type[] table = call.function().types;
    int position = position(arguments);
    if (table[position] == null) {
      int known = problems.size();
      Type found = find(call, arguments);
      if (problems.size() > known) {
        return found;
      }
      table[position] = found;
    }
    return table[position];
  }

  private Type find(Call call, List<Type> arguments) {
    return call.function().definition() instanceof Definition.Body body
        ? Walk.fold(body, this, arguments, call.place())
        : primitive(call, arguments);
  }

  private Type primitive(Call call, List<Type> arguments) {
    for (Type argument : arguments) {
      if (argument.wrong()) {
        return Type.WRONG;
      }
    }
    Type x = arguments.getFirst();
    return switch (call.function().definition()) {
      case Definition.Unary unary -> x;
      case Definition.Binary binary -> broadcast(call, arguments);
      case Definition.Ternary ternary -> broadcast(call, arguments);
      case Definition.Reduction reduction -> reduced(call, reduction, arguments);
      case Definition.Count count -> counted(call, count, x);
      case Definition.Product product -> product(call, x, arguments.get(1));
      case Definition.Transpose transpose ->
          matrix(x)
              ? Type.of(Kind.of(x.kind().columns(), x.kind().rows()), true)
              : wrong(call, "not a matrix", arguments, "a matrix");
      case Definition.Identity identity ->
          matrix(x) && x.kind().rows() == x.kind().columns()
              ? x
              : wrong(call, "not a square matrix", arguments, "rows x rows, or columns x columns");
      case Definition.IfMatrix choice -> chosen(call, x, arguments.get(1));
      case Definition.Refused refused ->
          wrong(call, call.function().signature() + " never applies", arguments, refused.reason());
      case Definition.Body body -> throw new IllegalStateException(call.function() + " has a body");
    };
  }

  private Type broadcast(Call call, List<Type> arguments) {
    Type type = arguments.getFirst();
    for (Type argument : arguments) {
      Optional<Type> both = type.joined(argument);
      if (both.isEmpty()) {
        String allowed = "one shape, or what broadcasts to it";
        return wrong(call, "shapes do not fit", arguments, allowed);
      }
      type = both.get();
    }
    return type;
  }

  private Type reduced(Call call, Definition.Reduction reduction, List<Type> arguments) {
    Type x = arguments.getFirst();
    if (arguments.size() > 1 && x.kind() != arguments.get(1).kind()) {
      return wrong(call, "arguments of different kinds", arguments, "two of one kind");
    }
    boolean matricesOnly = arguments.stream().anyMatch(Type::matricesOnly);
    if (reduction.extent() == Extent.MODEL && matricesOnly) {
      return wrong(
          call,
          "a reduction over all tensors of what only matrices have",
          arguments,
          "if_matrix(x, y), which says what the other tensors count for");
    }
    boolean sides = reduction.extent() == Extent.ROW || reduction.extent() == Extent.COLUMN;
    return Type.of(
        reduction.extent().of(x.kind()), matricesOnly || sides && x.kind() == Kind.TENSOR);
  }

  private Type counted(Call call, Definition.Count count, Type x) {
    if (count.extent() == Extent.TENSOR) {
      return Type.of(x.kind() == Kind.NUMBER ? Kind.NUMBER : Kind.LEAF, x.matricesOnly());
    }
    return matrix(x)
        ? Type.of(Kind.LEAF, true)
        : wrong(call, "not a matrix", List.of(x), "a matrix");
  }

  private Type product(Call call, Type x, Type y) {
    if (!matrix(x) || !matrix(y)) {
      return wrong(call, "not a matrix", List.of(x, y), "two matrices");
    }
    if (x.kind().columns() != y.kind().rows()) {
      String allowed = "as many columns in the first as rows in the second, as in x @ transpose(x)";
      return wrong(call, "matrices do not fit", asMatrices(x, y), allowed);
    }
    return Type.of(Kind.of(x.kind().rows(), y.kind().columns()), true);
  }

  /** As they are named in a message about matrices. */
  private static List<Type> asMatrices(Type x, Type y) {
    return List.of(Type.of(x.kind(), true), Type.of(y.kind(), true));
  }

  private Type chosen(Call call, Type x, Type y) {
    Optional<Kind> kind = x.kind().joined(y.kind()).flatMap(Kind.LEAF::joined);
    if (y.matricesOnly()) {
      return wrong(
          call, "the second is what all other tensors get", List.of(x, y), "a value they have");
    }
    if (kind.isEmpty() || kind.get().isForMatrices()) {
      String allowed = "one kind, or what broadcasts to it";
      return wrong(call, "shapes do not fit", List.of(x, y), allowed);
    }
    return Type.of(kind.get(), false);
  }

  private static boolean matrix(Type type) {
    return type.kind().isArray();
  }

  @Override
  public Type assign(Statement statement, Type value) {
    statements.add(value);
    return value;
  }

  private Type wrong(Call call, String what, List<Type> arguments, String allowed) {
    String found = arguments.stream().map(Type::toString).collect(Collectors.joining(" and "));
    problems.add(new Mistake(call.place(), what, found, allowed));
    return Type.WRONG;
  }
}
