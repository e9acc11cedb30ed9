package gradus.proxies.engine;

/**
 * Square windows on a grid.
 *
 * @param side the side of a window
 * @param step the distance from one window to the next, both ways
 * @param border how far windows reach beyond the grid, where they see zeros
 */
record Windows(int side, int step, int border) {

  /** A position for each window, with all that the window shows. */
  Shape output(Shape input) {
    int height = count(input.height());
    int width = count(input.width());
    return new Shape(height, width, side * side * input.channels());
  }

  private int count(int extent) {
    if (side > extent + 2 * border) {
      throw new IllegalArgumentException(
          "windows: found side %d on %d; allowed: up to %d"
              .formatted(side, extent, extent + 2 * border));
    }
    return (extent + 2 * border - side) / step + 1;
  }

  Gather gather(Shape input) {
    Shape output = output(input);
    int[] index = new int[output.size()];
    int at = 0;
    for (int row = 0; row < output.height(); row++) {
      for (int column = 0; column < output.width(); column++) {
        for (int i = 0; i < side * side; i++) {
          int y = row * step - border + i / side;
          int x = column * step - border + i % side;
          boolean inside = y >= 0 && y < input.height() && x >= 0 && x < input.width();
          for (int channel = 0; channel < input.channels(); channel++) {
            index[at++] = inside ? (y * input.width() + x) * input.channels() + channel : -1;
          }
        }
      }
    }
    return new Gather(index, input.size());
  }
}
