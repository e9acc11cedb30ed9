package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds of every program, tried on random ones. */
class PropertyTest {
  private static final int STEPS = 4;

  private void each(
      int count, long seed, java.util.function.BiConsumer<RandomPrograms, Program> test) {
    RandomPrograms programs = new RandomPrograms(new SplittableRandom(seed));
    for (int i = 0; i < count; i++) {
      Program program = programs.next();
      try {
        test.accept(programs, program);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("case " + i + ":\n" + Printer.print(program), e);
      }
    }
  }

  private void printedTextReadsBack(int count) {
    each(
        count,
        1,
        (programs, program) -> {
          String text = Printer.print(program);
          assertThat(Parser.program("p", text)).isEqualTo(program);
          assertThat(Formatter.format("p", text, Dialect.STANDARD)).isEqualTo(text);
        });
  }

  private void rewritingKeepsHashAndEveryBit(int count) {
    each(
        count,
        2,
        (programs, program) -> {
          Shapes shapes = Traces.shapes(program);
          List<Long> trace = Traces.of(program, shapes, STEPS);
          String hash = Hash.of(program);
          Program simple = Simplifier.simplify(program);
          assertThat(simple.statements().size()).isLessThanOrEqualTo(program.statements().size());
          assertThat(Simplifier.simplify(simple)).isEqualTo(simple);
          for (Program same : List.of(simple, Flattener.flatten(program))) {
            assertThat(Kinds.of(same).problems()).isEmpty();
            assertThat(Hash.of(same)).as(Printer.print(same)).isEqualTo(hash);
            assertThat(Traces.of(same, shapes, STEPS)).as(Printer.print(same)).isEqualTo(trace);
          }
        });
  }

  private void whatMeansTheSameHasOneHash(int count) {
    each(
        count,
        3,
        (programs, program) -> {
          String hash = Hash.of(program);
          assertThat(Hash.of(RandomPrograms.renamed(program))).isEqualTo(hash);
          assertThat(Hash.of(RandomPrograms.swapped(program))).isEqualTo(hash);
          assertThat(Hash.of(RandomPrograms.statesReversed(program))).isEqualTo(hash);
          assertThat(Hash.of(programs.withDeadCode(program))).isEqualTo(hash);
        });
  }

  private void equalHashesMeanEqualTraces(int count) {
    Map<String, Long> known = new HashMap<>();
    int[] repeated = {0, 0};
    each(
        count,
        4,
        (programs, program) -> {
          for (Program one : List.of(program, programs.changed(program))) {
            if (!Kinds.of(one).problems().isEmpty()) {
              continue;
            }
            Shapes shapes = Traces.shapes(one);
            long trace = digest(Traces.of(one, shapes, STEPS));
            Long before = known.putIfAbsent(Hash.of(one) + shapes, trace);
            if (before != null) {
              repeated[0]++;
              assertThat(trace).as(Printer.print(one)).isEqualTo(before);
            } else {
              repeated[1]++;
            }
          }
        });
    // The property says something only where hashes meet, and where they do not.
    assertThat(repeated[0]).isGreaterThan(count / 20);
    assertThat(repeated[1]).isGreaterThan(count / 4);
  }

  /** Of a million traces there is no room for more. */
  private static long digest(List<Long> trace) {
    long digest = 0;
    for (long bits : trace) {
      digest = Long.rotateLeft(digest * 0x9e3779b97f4a7c15L, 29) ^ bits;
    }
    return digest;
  }

  @Test
  void printedTextReadsBackAsTheSameProgram() {
    printedTextReadsBack(10_000);
  }

  @Test
  void simplifyAndFlattenKeepTheHashAndEveryBit() {
    rewritingKeepsHashAndEveryBit(10_000);
  }

  @Test
  void namesOrderAndDeadCodeDoNotChangeTheHash() {
    whatMeansTheSameHasOneHash(10_000);
  }

  @Test
  void programsWithEqualHashesComputeTheSame() {
    equalHashesMeanEqualTraces(10_000);
  }

  @Test
  @Tag("minutes")
  void allOfItOnManyMore() {
    int million = 1_000_000;
    Stream.<Runnable>of(
            () -> printedTextReadsBack(million),
            () -> rewritingKeepsHashAndEveryBit(million),
            () -> whatMeansTheSameHasOneHash(million),
            () -> equalHashesMeanEqualTraces(million))
        .parallel()
        .forEach(Runnable::run);
  }
}
