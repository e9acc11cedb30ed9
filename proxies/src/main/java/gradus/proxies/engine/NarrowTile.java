package gradus.proxies.engine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link Product} as in {@link Tile}, for processors with sixteen registers,
 * and for the edges of a result. That rows lie together is a loop of its own: with a distance that
 * is not known to be one the compiler checks each index.
 */
final class NarrowTile {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private NarrowTile() {}

  /**
   * Up to six rows of a factor by rows, for processors with sixteen registers. Where there are
   * fewer, the last one stands in for the missing: it is computed and written several times.
   */
  static void sixRows(
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
      int stride,
      int rows) {
    int i1 = Math.min(1, rows - 1);
    int i2 = Math.min(2, rows - 1);
    int i3 = Math.min(3, rows - 1);
    int i4 = Math.min(4, rows - 1);
    int i5 = Math.min(5, rows - 1);
    FloatVector p0 = FloatVector.fromArray(SPECIES, start, from);
    FloatVector q0 = FloatVector.fromArray(SPECIES, start, from + LANES);
    FloatVector p1 = FloatVector.fromArray(SPECIES, start, from + i1 * fromStep);
    FloatVector q1 = FloatVector.fromArray(SPECIES, start, from + i1 * fromStep + LANES);
    FloatVector p2 = FloatVector.fromArray(SPECIES, start, from + i2 * fromStep);
    FloatVector q2 = FloatVector.fromArray(SPECIES, start, from + i2 * fromStep + LANES);
    FloatVector p3 = FloatVector.fromArray(SPECIES, start, from + i3 * fromStep);
    FloatVector q3 = FloatVector.fromArray(SPECIES, start, from + i3 * fromStep + LANES);
    FloatVector p4 = FloatVector.fromArray(SPECIES, start, from + i4 * fromStep);
    FloatVector q4 = FloatVector.fromArray(SPECIES, start, from + i4 * fromStep + LANES);
    FloatVector p5 = FloatVector.fromArray(SPECIES, start, from + i5 * fromStep);
    FloatVector q5 = FloatVector.fromArray(SPECIES, start, from + i5 * fromStep + LANES);
    int a1 = a0 + i1 * step;
    int a2 = a0 + i2 * step;
    int a3 = a0 + i3 * step;
    int a4 = a0 + i4 * step;
    int a5 = a0 + i5 * step;
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
    }
    p0.intoArray(sums, at);
    q0.intoArray(sums, at + LANES);
    p1.intoArray(sums, at + i1 * stride);
    q1.intoArray(sums, at + i1 * stride + LANES);
    p2.intoArray(sums, at + i2 * stride);
    q2.intoArray(sums, at + i2 * stride + LANES);
    p3.intoArray(sums, at + i3 * stride);
    q3.intoArray(sums, at + i3 * stride + LANES);
    p4.intoArray(sums, at + i4 * stride);
    q4.intoArray(sums, at + i4 * stride + LANES);
    p5.intoArray(sums, at + i5 * stride);
    q5.intoArray(sums, at + i5 * stride + LANES);
  }

  /**
   * Up to six rows of a factor that does not have them together, where too few columns meet them
   * for a copy to pay.
   */
  static void sixApart(
      float[] a,
      int a0,
      int rowStep,
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
      int stride,
      int rows) {
    int i1 = Math.min(1, rows - 1);
    int i2 = Math.min(2, rows - 1);
    int i3 = Math.min(3, rows - 1);
    int i4 = Math.min(4, rows - 1);
    int i5 = Math.min(5, rows - 1);
    FloatVector p0 = FloatVector.fromArray(SPECIES, start, from);
    FloatVector q0 = FloatVector.fromArray(SPECIES, start, from + LANES);
    FloatVector p1 = FloatVector.fromArray(SPECIES, start, from + i1 * fromStep);
    FloatVector q1 = FloatVector.fromArray(SPECIES, start, from + i1 * fromStep + LANES);
    FloatVector p2 = FloatVector.fromArray(SPECIES, start, from + i2 * fromStep);
    FloatVector q2 = FloatVector.fromArray(SPECIES, start, from + i2 * fromStep + LANES);
    FloatVector p3 = FloatVector.fromArray(SPECIES, start, from + i3 * fromStep);
    FloatVector q3 = FloatVector.fromArray(SPECIES, start, from + i3 * fromStep + LANES);
    FloatVector p4 = FloatVector.fromArray(SPECIES, start, from + i4 * fromStep);
    FloatVector q4 = FloatVector.fromArray(SPECIES, start, from + i4 * fromStep + LANES);
    FloatVector p5 = FloatVector.fromArray(SPECIES, start, from + i5 * fromStep);
    FloatVector q5 = FloatVector.fromArray(SPECIES, start, from + i5 * fromStep + LANES);
    int a1 = a0 + i1 * rowStep;
    int a2 = a0 + i2 * rowStep;
    int a3 = a0 + i3 * rowStep;
    int a4 = a0 + i4 * rowStep;
    int a5 = a0 + i5 * rowStep;
    for (int k = 0, column = 0; k < inner; k++, column += step) {
      int row = b0 + k * bStep;
      FloatVector p = FloatVector.fromArray(SPECIES, b, row);
      FloatVector q = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[a0 + column]);
      p0 = p.fma(x, p0);
      q0 = q.fma(x, q0);
      x = FloatVector.broadcast(SPECIES, a[a1 + column]);
      p1 = p.fma(x, p1);
      q1 = q.fma(x, q1);
      x = FloatVector.broadcast(SPECIES, a[a2 + column]);
      p2 = p.fma(x, p2);
      q2 = q.fma(x, q2);
      x = FloatVector.broadcast(SPECIES, a[a3 + column]);
      p3 = p.fma(x, p3);
      q3 = q.fma(x, q3);
      x = FloatVector.broadcast(SPECIES, a[a4 + column]);
      p4 = p.fma(x, p4);
      q4 = q.fma(x, q4);
      x = FloatVector.broadcast(SPECIES, a[a5 + column]);
      p5 = p.fma(x, p5);
      q5 = q.fma(x, q5);
    }
    p0.intoArray(sums, at);
    q0.intoArray(sums, at + LANES);
    p1.intoArray(sums, at + i1 * stride);
    q1.intoArray(sums, at + i1 * stride + LANES);
    p2.intoArray(sums, at + i2 * stride);
    q2.intoArray(sums, at + i2 * stride + LANES);
    p3.intoArray(sums, at + i3 * stride);
    q3.intoArray(sums, at + i3 * stride + LANES);
    p4.intoArray(sums, at + i4 * stride);
    q4.intoArray(sums, at + i4 * stride + LANES);
    p5.intoArray(sums, at + i5 * stride);
    q5.intoArray(sums, at + i5 * stride + LANES);
  }

  /**
   * As many rows as there are, up to eight, of one vector. Where there are fewer, the last one
   * stands in for the missing: it is computed and written several times.
   */
  static void edge(
      float[] a,
      int a0,
      int rowStep,
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
      int stride,
      int rows) {
    int i1 = Math.min(1, rows - 1);
    int i2 = Math.min(2, rows - 1);
    int i3 = Math.min(3, rows - 1);
    int i4 = Math.min(4, rows - 1);
    int i5 = Math.min(5, rows - 1);
    int i6 = Math.min(6, rows - 1);
    int i7 = Math.min(7, rows - 1);
    FloatVector p0 = FloatVector.fromArray(SPECIES, start, from);
    FloatVector p1 = FloatVector.fromArray(SPECIES, start, from + i1 * fromStep);
    FloatVector p2 = FloatVector.fromArray(SPECIES, start, from + i2 * fromStep);
    FloatVector p3 = FloatVector.fromArray(SPECIES, start, from + i3 * fromStep);
    FloatVector p4 = FloatVector.fromArray(SPECIES, start, from + i4 * fromStep);
    FloatVector p5 = FloatVector.fromArray(SPECIES, start, from + i5 * fromStep);
    FloatVector p6 = FloatVector.fromArray(SPECIES, start, from + i6 * fromStep);
    FloatVector p7 = FloatVector.fromArray(SPECIES, start, from + i7 * fromStep);
    for (int run = 0; run < runs.count(); run++) {
      int a1 = a0 + i1 * rowStep;
      int a2 = a0 + i2 * rowStep;
      int a3 = a0 + i3 * rowStep;
      int a4 = a0 + i4 * rowStep;
      int a5 = a0 + i5 * rowStep;
      int a6 = a0 + i6 * rowStep;
      int a7 = a0 + i7 * rowStep;
      for (int k = 0, column = 0; k < inner; k++, column += step) {
        FloatVector p = FloatVector.fromArray(SPECIES, b, b0 + k * bStep);
        p0 = p.fma(FloatVector.broadcast(SPECIES, a[a0 + column]), p0);
        p1 = p.fma(FloatVector.broadcast(SPECIES, a[a1 + column]), p1);
        p2 = p.fma(FloatVector.broadcast(SPECIES, a[a2 + column]), p2);
        p3 = p.fma(FloatVector.broadcast(SPECIES, a[a3 + column]), p3);
        p4 = p.fma(FloatVector.broadcast(SPECIES, a[a4 + column]), p4);
        p5 = p.fma(FloatVector.broadcast(SPECIES, a[a5 + column]), p5);
        p6 = p.fma(FloatVector.broadcast(SPECIES, a[a6 + column]), p6);
        p7 = p.fma(FloatVector.broadcast(SPECIES, a[a7 + column]), p7);
      }
      a0 += runs.left();
      b0 += runs.right();
    }
    p0.intoArray(sums, at);
    p1.intoArray(sums, at + i1 * stride);
    p2.intoArray(sums, at + i2 * stride);
    p3.intoArray(sums, at + i3 * stride);
    p4.intoArray(sums, at + i4 * stride);
    p5.intoArray(sums, at + i5 * stride);
    p6.intoArray(sums, at + i6 * stride);
    p7.intoArray(sums, at + i7 * stride);
  }
}
