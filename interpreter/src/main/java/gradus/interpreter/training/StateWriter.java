package gradus.interpreter.training;

import gradus.grammar.Hash;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.interpreter.memory.Inputs;
import gradus.interpreter.memory.Memory;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes the {@link StateFormat}. */
final class StateWriter {
  private static final int BLOCK = 1 << 14;

  private final DataOutputStream stream;
  private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK * Float.BYTES);
  private final CRC32C checksum = new CRC32C();

  private StateWriter(OutputStream stream) {
    this.stream = new DataOutputStream(stream);
  }

  static void write(Program program, Memory memory, OutputStream stream) {
    try {
      StateWriter writer = new StateWriter(stream);
      writer.header(program, memory);
      Kinds kinds = Kinds.of(program);
      for (int i = 0; i < program.states().size(); i++) {
        if (StateFormat.isSmall(kinds.input(program.states().get(i)))) {
          writer.doubles(memory.inputs().small(i));
        } else {
          writer.floats(memory.inputs().array(Inputs.STATES + i));
        }
      }
      writer.stream.writeInt((int) writer.checksum.getValue());
      writer.stream.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void header(Program program, Memory memory) throws IOException {
    byte[] header = content(program, memory);
    ByteBuffer front = ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + header.length);
    front.putLong(StateFormat.MAGIC).putInt(StateFormat.VERSION);
    front.putInt(header.length).put(header);
    stream.write(front.array());
    CRC32C crc = new CRC32C();
    crc.update(front.array());
    stream.writeInt((int) crc.getValue());
  }

  private static byte[] content(Program program, Memory memory) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream header = new DataOutputStream(bytes);
    header.writeUTF(Hash.of(program));
    header.writeInt(memory.number());
    Shapes shapes = memory.shapes();
    header.writeInt(shapes.tensors());
    for (List<Integer> extents : shapes.dimensions()) {
      header.writeInt(extents.size());
      for (int extent : extents) {
        header.writeInt(extent);
      }
    }
    Kinds kinds = Kinds.of(program);
    header.writeInt(program.states().size());
    for (String state : program.states()) {
      Kind kind = kinds.input(state);
      header.writeUTF(state);
      header.writeUTF(kind.name());
    }
    return bytes.toByteArray();
  }

  private void floats(float[] values) throws IOException {
    for (int from = 0; from < values.length; from += BLOCK) {
      int length = Math.min(BLOCK, values.length - from);
      buffer.clear().asFloatBuffer().put(values, from, length);
      write(length * Float.BYTES);
    }
  }

  private void doubles(double[] values) throws IOException {
    for (double value : values) {
      buffer.clear().putDouble(value);
      write(Double.BYTES);
    }
  }

  private void write(int length) throws IOException {
    checksum.update(buffer.array(), 0, length);
    stream.write(buffer.array(), 0, length);
  }
}
