package gradus.proxies.engine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link Product} for processors with 32 registers, written out so that the
 * sums stay in them: rows of two vectors that begin from others and to which products of a left and
 * a right factor are added. The left factor has either its rows or its columns together, and the
 * step is the distance from one of them to the next; the right one has its rows together. Where
 * there are several runs, the sums stay in registers from one pair of factors to the next.
 */
final class Tile {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private Tile() {}

  /** Eight rows of a factor by rows. */
  static void eightRows(
      float[] a,
      int a0,
      int step,
      float[] b,
      int b0,
      int bStep,
      int inner,
      Product.Runs runs,
      float[] start,
      int from,
      int fromStep,
      float[] sums,
      int at,
      int stride) {
    FloatVector p0 = FloatVector.fromArray(SPECIES, start, from);
    FloatVector q0 = FloatVector.fromArray(SPECIES, start, from + LANES);
    FloatVector p1 = FloatVector.fromArray(SPECIES, start, from + fromStep);
    FloatVector q1 = FloatVector.fromArray(SPECIES, start, from + fromStep + LANES);
    FloatVector p2 = FloatVector.fromArray(SPECIES, start, from + 2 * fromStep);
    FloatVector q2 = FloatVector.fromArray(SPECIES, start, from + 2 * fromStep + LANES);
    FloatVector p3 = FloatVector.fromArray(SPECIES, start, from + 3 * fromStep);
    FloatVector q3 = FloatVector.fromArray(SPECIES, start, from + 3 * fromStep + LANES);
    FloatVector p4 = FloatVector.fromArray(SPECIES, start, from + 4 * fromStep);
    FloatVector q4 = FloatVector.fromArray(SPECIES, start, from + 4 * fromStep + LANES);
    FloatVector p5 = FloatVector.fromArray(SPECIES, start, from + 5 * fromStep);
    FloatVector q5 = FloatVector.fromArray(SPECIES, start, from + 5 * fromStep + LANES);
    FloatVector p6 = FloatVector.fromArray(SPECIES, start, from + 6 * fromStep);
    FloatVector q6 = FloatVector.fromArray(SPECIES, start, from + 6 * fromStep + LANES);
    FloatVector p7 = FloatVector.fromArray(SPECIES, start, from + 7 * fromStep);
    FloatVector q7 = FloatVector.fromArray(SPECIES, start, from + 7 * fromStep + LANES);
    for (int run = 0; run < runs.count(); run++) {
      int a1 = a0 + step;
      int a2 = a0 + 2 * step;
      int a3 = a0 + 3 * step;
      int a4 = a0 + 4 * step;
      int a5 = a0 + 5 * step;
      int a6 = a0 + 6 * step;
      int a7 = a0 + 7 * step;
      for (int k = 0; k < inner; k++) {
        int row = b0 + k * bStep;
        FloatVector p = FloatVector.fromArray(SPECIES, b, row);
        FloatVector q = FloatVector.fromArray(SPECIES, b, row + LANES);
        FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + k]);
        p0 = p.fma(x, p0);
        q0 = q.fma(x, q0);
        x = FloatVector.broadcast(SPECIES, a[a1 + k]);
        p1 = p.fma(x, p1);
        q1 = q.fma(x, q1);
        x = FloatVector.broadcast(SPECIES, a[a2 + k]);
        p2 = p.fma(x, p2);
        q2 = q.fma(x, q2);
        x = FloatVector.broadcast(SPECIES, a[a3 + k]);
        p3 = p.fma(x, p3);
        q3 = q.fma(x, q3);
        x = FloatVector.broadcast(SPECIES, a[a4 + k]);
        p4 = p.fma(x, p4);
        q4 = q.fma(x, q4);
        x = FloatVector.broadcast(SPECIES, a[a5 + k]);
        p5 = p.fma(x, p5);
        q5 = q.fma(x, q5);
        x = FloatVector.broadcast(SPECIES, a[a6 + k]);
        p6 = p.fma(x, p6);
        q6 = q.fma(x, q6);
        x = FloatVector.broadcast(SPECIES, a[a7 + k]);
        p7 = p.fma(x, p7);
        q7 = q.fma(x, q7);
      }
      a0 += runs.left();
      b0 += runs.right();
    }
    p0.intoArray(sums, at);
    q0.intoArray(sums, at + LANES);
    p1.intoArray(sums, at + stride);
    q1.intoArray(sums, at + stride + LANES);
    p2.intoArray(sums, at + 2 * stride);
    q2.intoArray(sums, at + 2 * stride + LANES);
    p3.intoArray(sums, at + 3 * stride);
    q3.intoArray(sums, at + 3 * stride + LANES);
    p4.intoArray(sums, at + 4 * stride);
    q4.intoArray(sums, at + 4 * stride + LANES);
    p5.intoArray(sums, at + 5 * stride);
    q5.intoArray(sums, at + 5 * stride + LANES);
    p6.intoArray(sums, at + 6 * stride);
    q6.intoArray(sums, at + 6 * stride + LANES);
    p7.intoArray(sums, at + 7 * stride);
    q7.intoArray(sums, at + 7 * stride + LANES);
  }

  /** Eight rows of a factor by columns. */
  static void eightColumns(
      float[] a,
      int a0,
      int step,
      float[] b,
      int b0,
      int bStep,
      int inner,
      float[] start,
      int from,
      int fromStep,
      float[] sums,
      int at,
      int stride) {
    FloatVector p0 = FloatVector.fromArray(SPECIES, start, from);
    FloatVector q0 = FloatVector.fromArray(SPECIES, start, from + LANES);
    FloatVector p1 = FloatVector.fromArray(SPECIES, start, from + fromStep);
    FloatVector q1 = FloatVector.fromArray(SPECIES, start, from + fromStep + LANES);
    FloatVector p2 = FloatVector.fromArray(SPECIES, start, from + 2 * fromStep);
    FloatVector q2 = FloatVector.fromArray(SPECIES, start, from + 2 * fromStep + LANES);
    FloatVector p3 = FloatVector.fromArray(SPECIES, start, from + 3 * fromStep);
    FloatVector q3 = FloatVector.fromArray(SPECIES, start, from + 3 * fromStep + LANES);
    FloatVector p4 = FloatVector.fromArray(SPECIES, start, from + 4 * fromStep);
    FloatVector q4 = FloatVector.fromArray(SPECIES, start, from + 4 * fromStep + LANES);
    FloatVector p5 = FloatVector.fromArray(SPECIES, start, from + 5 * fromStep);
    FloatVector q5 = FloatVector.fromArray(SPECIES, start, from + 5 * fromStep + LANES);
    FloatVector p6 = FloatVector.fromArray(SPECIES, start, from + 6 * fromStep);
    FloatVector q6 = FloatVector.fromArray(SPECIES, start, from + 6 * fromStep + LANES);
    FloatVector p7 = FloatVector.fromArray(SPECIES, start, from + 7 * fromStep);
    FloatVector q7 = FloatVector.fromArray(SPECIES, start, from + 7 * fromStep + LANES);
    for (int k = 0; k < inner; k++) {
      int row = b0 + k * bStep;
      int column = a0 + k * step;
      FloatVector p = FloatVector.fromArray(SPECIES, b, row);
      FloatVector q = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[column]);
      p0 = p.fma(x, p0);
      q0 = q.fma(x, q0);
      x = FloatVector.broadcast(SPECIES, a[column + 1]);
      p1 = p.fma(x, p1);
      q1 = q.fma(x, q1);
      x = FloatVector.broadcast(SPECIES, a[column + 2]);
      p2 = p.fma(x, p2);
      q2 = q.fma(x, q2);
      x = FloatVector.broadcast(SPECIES, a[column + 3]);
      p3 = p.fma(x, p3);
      q3 = q.fma(x, q3);
      x = FloatVector.broadcast(SPECIES, a[column + 4]);
      p4 = p.fma(x, p4);
      q4 = q.fma(x, q4);
      x = FloatVector.broadcast(SPECIES, a[column + 5]);
      p5 = p.fma(x, p5);
      q5 = q.fma(x, q5);
      x = FloatVector.broadcast(SPECIES, a[column + 6]);
      p6 = p.fma(x, p6);
      q6 = q.fma(x, q6);
      x = FloatVector.broadcast(SPECIES, a[column + 7]);
      p7 = p.fma(x, p7);
      q7 = q.fma(x, q7);
    }
    p0.intoArray(sums, at);
    q0.intoArray(sums, at + LANES);
    p1.intoArray(sums, at + stride);
    q1.intoArray(sums, at + stride + LANES);
    p2.intoArray(sums, at + 2 * stride);
    q2.intoArray(sums, at + 2 * stride + LANES);
    p3.intoArray(sums, at + 3 * stride);
    q3.intoArray(sums, at + 3 * stride + LANES);
    p4.intoArray(sums, at + 4 * stride);
    q4.intoArray(sums, at + 4 * stride + LANES);
    p5.intoArray(sums, at + 5 * stride);
    q5.intoArray(sums, at + 5 * stride + LANES);
    p6.intoArray(sums, at + 6 * stride);
    q6.intoArray(sums, at + 6 * stride + LANES);
    p7.intoArray(sums, at + 7 * stride);
    q7.intoArray(sums, at + 7 * stride + LANES);
  }
}
