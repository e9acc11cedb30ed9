package gradus.proxies;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** A short training of every task, reduced to the bits it ended with; also a program. */
final class Fingerprint {

  private static final int STEPS = 3;

  private Fingerprint() {}

  /** Prints one line for the tasks whose names match the one argument. */
  public static void main(String[] arguments) {
    System.out.println(all(1, arguments[0]));
  }

  static String all(long seed, String names) {
    StringBuilder all = new StringBuilder();
    for (Family family : Needed.families()) {
      if (!family.name().matches(names)) {
        continue;
      }
      Task task = family.at(Scale.TINY);
      Training training = task.training();
      training.start(seed);
      Sgd rule = new Sgd();
      double loss = 0;
      for (int step = 1; step <= STEPS; step++) {
        loss = training.nextGradients();
        rule.step(training.weights(), training.gradients(), 0.1, step);
      }
      all.append(task.name()).append(' ').append(Double.toHexString(loss));
      all.append(' ').append(Long.toHexString(of(training.weights()))).append(';');
    }
    return all.toString();
  }

  static long of(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.asFloatBuffer().put(values);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
