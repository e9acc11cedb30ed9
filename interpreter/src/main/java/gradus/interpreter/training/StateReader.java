package gradus.interpreter.training;

import gradus.grammar.Hash;
import gradus.grammar.Kinds;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import gradus.grammar.Shapes;
import gradus.interpreter.memory.Inputs;
import gradus.interpreter.memory.Memory;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads the {@link StateFormat}: first the header, then the states into a memory that fits it. */
final class StateReader {
  private static final int BLOCK = 1 << 14;

  private final Program program;
  private final DataInputStream stream;
  private final String name;
  private final byte[] block = new byte[BLOCK * Float.BYTES];
  private final CRC32C checksum = new CRC32C();
  private Shapes shapes;
  private int steps;

  private StateReader(Program program, InputStream stream, String name) {
    this.program = program;
    this.stream = new DataInputStream(stream);
    this.name = name;
  }

  /** Reads the header; refuses what is not a state of the program. */
  static StateReader of(Program program, InputStream stream, String name) {
    StateReader reader = new StateReader(program, stream, name);
    reader.reading(() -> reader.header());
    return reader;
  }

  Shapes shapes() {
    return shapes;
  }

  /** Reads the states. */
  void read(Memory memory) {
    reading(() -> {
      Kinds kinds = Kinds.of(program);
      for (int i = 0; i < program.states().size(); i++) {
        if (StateFormat.isSmall(kinds.input(program.states().get(i)))) {
          doubles(memory.inputs().small(i));
        } else {
          floats(memory.inputs().array(Inputs.STATES + i));
        }
      }
      check(checksum);
      memory.resume(steps);
    });
  }

  private interface Reading {
    void run() throws IOException;
  }

  private void reading(Reading part) {
    try {
      part.run();
    } catch (EOFException e) {
      throw damaged("its end too early");
    } catch (IOException e) {
      throw refused("state cannot be read", String.valueOf(e.getMessage()), "");
    }
  }

  private void header() throws IOException {
    if (stream.readLong() != StateFormat.MAGIC) {
      throw refused("not the state of an optimizer", "", "");
    }
    int version = stream.readInt();
    if (version != StateFormat.VERSION) {
      throw refused("version of the state", "" + version, "" + StateFormat.VERSION);
    }
    int length = stream.readInt();
    if (length < 0 || length > StateFormat.LONGEST_HEADER) {
      throw damaged("a header of " + length + " bytes");
    }
    ByteBuffer front = ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + length);
    front.putLong(StateFormat.MAGIC).putInt(version).putInt(length);
    stream.readFully(front.array(), front.position(), length);
    CRC32C crc = new CRC32C();
    crc.update(front.array());
    check(crc);
    content(new DataInputStream(new ByteArrayInputStream(front.array(), front.position(), length)));
  }

  private void content(DataInputStream header) throws IOException {
    String hash = header.readUTF();
    if (!hash.equals(Hash.of(program))) {
      String ours = Hash.of(program) + ", that of " + program.name() + " as it is set";
      throw refused("state of another program", "hash " + hash, ours);
    }
    steps = header.readInt();
    List<List<Integer>> dimensions = new ArrayList<>();
    for (int tensors = header.readInt(); tensors > 0; tensors--) {
      List<Integer> extents = new ArrayList<>();
      for (int rank = header.readInt(); rank > 0; rank--) {
        extents.add(header.readInt());
      }
      dimensions.add(extents);
    }
    shapes = new Shapes(dimensions);
    List<String> found = new ArrayList<>();
    for (int states = header.readInt(); states > 0; states--) {
      found.add(header.readUTF() + " " + header.readUTF());
    }
    Kinds kinds = Kinds.of(program);
    List<String> ours =
        program.states().stream().map(s -> s + " " + kinds.input(s).name()).toList();
    if (!found.equals(ours)) {
      // Equal programs may keep their state under other names and in another order.
      throw refused("state of a program with other state variables", "" + found, "" + ours);
    }
  }

  private void floats(float[] values) throws IOException {
    for (int from = 0; from < values.length; from += BLOCK) {
      int length = Math.min(BLOCK, values.length - from);
      next(length * Float.BYTES).asFloatBuffer().get(values, from, length);
    }
  }

  private void doubles(double[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = next(Double.BYTES).getDouble();
    }
  }

  private ByteBuffer next(int length) throws IOException {
    stream.readFully(block, 0, length);
    checksum.update(block, 0, length);
    return ByteBuffer.wrap(block, 0, length);
  }

  private void check(CRC32C crc) throws IOException {
    if (stream.readInt() != (int) crc.getValue()) {
      throw damaged("another checksum than that of its content");
    }
  }

  private ProgramException damaged(String found) {
    return refused("damaged state", found, "");
  }

  private ProgramException refused(String what, String found, String allowed) {
    return StateFormat.refused(name, what, found, allowed);
  }
}
