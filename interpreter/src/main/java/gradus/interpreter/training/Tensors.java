package gradus.interpreter.training;

import gradus.grammar.Kind;
import gradus.grammar.Shapes;
import gradus.interpreter.nd4j.Elements;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights or the gradients of a model, wherever they are. */
public interface Tensors {
  /**
   * Their shapes.
   *
   * @return the shape of each tensor
   * @throws IllegalArgumentException if they are not what a program can work on
   */
  Shapes shapes();

  /**
   * Whether they can be those of a model.
   *
   * @param model its tensors
   * @return false if they have other shapes
   */
  boolean fit(Shapes model);

  /**
   * Reads a tensor.
   *
   * @param tensor its number
   * @param target takes the elements, row after row
   * @param at where the first one goes
   */
  void read(int tensor, float[] target, int at);

  /**
   * Writes a tensor.
   *
   * @param source holds the elements, row after row
   * @param at where the first one is
   * @param tensor its number
   */
  void write(float[] source, int at, int tensor);

  /**
   * One plain array for each tensor; it stands for any shape of its size.
   *
   * @param arrays row after row each
   * @return the tensors
   */
  static Tensors of(float[]... arrays) {
    return new Plain(arrays);
  }

  /**
   * Arrays of ND4J.
   *
   * @param arrays of type FLOAT, of any shape and order
   * @return the tensors
   */
  static Tensors of(List<INDArray> arrays) {
    return new Nd4jArrays(arrays);
  }

  /**
   * One plain array for each tensor.
   *
   * @param arrays row after row each
   */
  record Plain(float[]... arrays) implements Tensors {
    @Override
    public Shapes shapes() {
      return Shapes.vectors(Arrays.stream(arrays).map(array -> array.length).toList());
    }

    @Override
    public boolean fit(Shapes model) {
      boolean fit = arrays.length == model.tensors();
      for (int t = 0; fit && t < arrays.length; t++) {
        fit = arrays[t].length == model.size(Kind.TENSOR, t);
      }
      return fit;
    }

    @Override
    public void read(int tensor, float[] target, int at) {
      System.arraycopy(arrays[tensor], 0, target, at, arrays[tensor].length);
    }

    @Override
    public void write(float[] source, int at, int tensor) {
      System.arraycopy(source, at, arrays[tensor], 0, arrays[tensor].length);
    }
  }

  /**
   * Arrays of ND4J.
   *
   * @param arrays of type FLOAT
   */
  record Nd4jArrays(List<INDArray> arrays) implements Tensors {
    @Override
    public Shapes shapes() {
      for (INDArray array : arrays) {
        if (array.dataType() != DataType.FLOAT) {
          throw FlatModel.wrong("type of a tensor", "" + array.dataType(), "FLOAT");
        }
      }
      return new Shapes(arrays.stream().map(Elements::shape).toList());
    }

    @Override
    public boolean fit(Shapes model) {
      return shapes().dimensions().equals(model.dimensions());
    }

    @Override
    public void read(int tensor, float[] target, int at) {
      Elements.read(arrays.get(tensor), target, at);
    }

    @Override
    public void write(float[] source, int at, int tensor) {
      Elements.write(source, at, arrays.get(tensor));
    }
  }
}
