package gradus.proxies;

import java.util.List;

/** A differentiable function from rows to rows, with parameters of its own. */
interface Layer {

  /** The length of a row that comes in. */
  int inputs();

  /** The length of a row that goes out. */
  int outputs();

  /** The parameters, in the order in which they lie in the flat vector; none for many layers. */
  List<Tensor> tensors();

  /** Draws initial parameters into the flat vector from the offset on. */
  void initialise(float[] weights, int offset, SplitMix64 random);

  /** Ties the layer to its memory: its parameters begin at the offset in both arrays. */
  Pass open(float[] weights, float[] gradients, int offset, Activation input, Activation output);

  /** A layer at work in the memory of one thread; nothing here allocates. */
  interface Pass {

    /** From the input's values to the output's values. */
    void forward();

    /** From the output's gradients to the parameters' gradients, which are overwritten. */
    void differentiateParameters();

    /** From the output's gradients to the input's gradients; not called for the first layer. */
    void differentiateInput();
  }
}
