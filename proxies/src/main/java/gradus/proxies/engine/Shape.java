package gradus.proxies.engine;

/**
 * What one example looks like between two layers: positions on a grid, each with its channels. A
 * sentence is a grid of one column; plain features are channels at a single position.
 *
 * @param height the rows of the grid
 * @param width the columns of the grid
 * @param channels the numbers at each position
 */
public record Shape(int height, int width, int channels) {

  /** Refuses extents below 1. */
  public Shape {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "shape: found %d x %d x %d; allowed are extents from 1"
              .formatted(height, width, channels));
    }
  }

  /**
   * Plain features.
   *
   * @param channels how many
   * @return one position
   */
  public static Shape of(int channels) {
    return new Shape(1, 1, channels);
  }

  /**
   * A sequence.
   *
   * @param positions its length
   * @param channels the numbers at each position
   * @return a grid of one column
   */
  public static Shape of(int positions, int channels) {
    return new Shape(positions, 1, channels);
  }

  /**
   * The rows that an example takes in a matrix.
   *
   * @return height times width
   */
  public int positions() {
    return Math.multiplyExact(height, width);
  }

  /**
   * All the numbers of an example.
   *
   * @return positions times channels
   */
  public int size() {
    return Math.multiplyExact(positions(), channels);
  }

  /**
   * The same positions with other channels.
   *
   * @param other how many channels
   * @return the shape
   */
  public Shape channels(int other) {
    return new Shape(height, width, other);
  }
}
