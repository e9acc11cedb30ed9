package gradus.search.mutation;

import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Liveness;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import gradus.search.SearchSpace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Scales one constant of a statement that matters by a power of two, drawn from a normal
 * distribution. A constant near 1 is most often a memory, so what it is short of 1 is scaled: from
 * 0.999, 0.998 is as far as 0.9995.
 */
public final class ChangeConstant implements Mutation {
  private static final double NEAR = 0.5;

  /** Where a constant is: the statement and, in a call, the argument. */
  private record Site(int statement, int argument) {}

  /** The mutation; it has no settings. */
  public ChangeConstant() {}

  /**
   * Whether a program has a constant that this can change.
   *
   * @param program a valid, flat program of the space
   * @param space what may be written
   * @return true if there is one
   */
  public static boolean applies(Program program, SearchSpace space) {
    return !sites(program, space).isEmpty();
  }

  @Override
  public String name() {
    return "constant";
  }

  @Override
  public Optional<Program> apply(Program parent, SearchSpace space, RandomGenerator random) {
    List<Site> sites = sites(parent, space);
    if (sites.isEmpty()) {
      return Optional.empty();
    }
    Site site = Draw.one(sites, random);
    List<Statement> statements = new ArrayList<>(parent.statements());
    Statement statement = statements.get(site.statement());
    Expression value =
        switch (statement.value()) {
          case Number number -> other(number, random);
          case Variable variable -> variable;
          case Call call -> {
            List<Expression> arguments = new ArrayList<>(call.arguments());
            arguments.set(site.argument(), other((Number) arguments.get(site.argument()), random));
            yield new Call(call.function(), arguments, call.place());
          }
        };
    statements.set(site.statement(), Statement.of(statement.target(), value));
    return Optional.of(parent.with(statements));
  }

  private static List<Site> sites(Program parent, SearchSpace space) {
    BitSet live = Liveness.of(parent).statements();
    List<Site> sites = new ArrayList<>();
    for (int i = 0; i < parent.statements().size() - space.fixed(); i++) {
      if (live.get(i)) {
        add(sites, i, parent.statements().get(i).value());
      }
    }
    return sites;
  }

  private static void add(List<Site> sites, int statement, Expression value) {
    switch (value) {
      case Number number -> sites.add(new Site(statement, 0));
      case Variable variable -> {}
      case Call call -> {
        for (int a = 0; a < call.arguments().size(); a++) {
          if (call.arguments().get(a) instanceof Number) {
            sites.add(new Site(statement, a));
          }
        }
      }
    }
  }

  private static Number other(Number number, RandomGenerator random) {
    double factor = StrictMath.pow(2, random.nextGaussian());
    double old = number.value();
    double short1 = 1 - old;
    return Number.of(short1 != 0 && Math.abs(short1) <= NEAR ? 1 - short1 * factor : old * factor);
  }
}
