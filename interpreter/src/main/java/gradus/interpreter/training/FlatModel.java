package gradus.interpreter.training;

import gradus.grammar.Shapes;
import gradus.interpreter.memory.Extents;

/** The weights and gradients of a model as the engines want them: tensor after tensor. */
public final class FlatModel {
  /** What {@link #read} has read, or the step has made of it. */
  public final float[] weights;

  /** What {@link #read} has read. */
  public final float[] gradients;

  private final Shapes shapes;
  private final Extents extents;

  private FlatModel(Shapes shapes, Extents extents) {
    this.shapes = shapes;
    this.extents = extents;
    weights = new float[extents.length()];
    gradients = new float[extents.length()];
  }

  /**
   * Room for a model.
   *
   * @param shapes its tensors
   * @param extents where they lie
   * @return the room
   */
  public static FlatModel of(Shapes shapes, Extents extents) {
    return new FlatModel(shapes, extents);
  }

  /**
   * The shapes of weights.
   *
   * @param weights any weights
   * @param gradients what belongs to them
   * @return their shapes
   * @throws IllegalArgumentException if the gradients have others
   */
  public static Shapes shapes(Tensors weights, Tensors gradients) {
    Shapes found = weights.shapes();
    if (!gradients.fit(found)) {
      String theirs = gradients.shapes().dimensions().toString();
      throw wrong("shapes of the gradients", theirs, found.dimensions() + " as the weights");
    }
    return found;
  }

  /**
   * Takes weights and gradients in.
   *
   * @param from the weights
   * @param of the gradients
   * @throws IllegalArgumentException if they are not those of the model
   */
  public void read(Tensors from, Tensors of) {
    for (Tensors tensors : new Tensors[] {from, of}) {
      if (!tensors.fit(shapes)) {
        String found = tensors.shapes().dimensions().toString();
        throw wrong("shapes of the model", found, "" + shapes.dimensions());
      }
    }
    for (int t = 0; t < shapes.tensors(); t++) {
      from.read(t, weights, extents.start(t));
      of.read(t, gradients, extents.start(t));
    }
  }

  /**
   * Gives the weights back.
   *
   * @param to takes them
   */
  public void write(Tensors to) {
    for (int t = 0; t < shapes.tensors(); t++) {
      to.write(weights, extents.start(t), t);
    }
  }

  static IllegalArgumentException wrong(String what, String found, String allowed) {
    return new IllegalArgumentException(what + ": found " + found + "; allowed: " + allowed);
  }
}
