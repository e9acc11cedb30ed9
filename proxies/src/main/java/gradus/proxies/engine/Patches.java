package gradus.proxies.engine;

/**
 * Cuts a grid into squares: each becomes a position, its numbers the channels.
 *
 * @param side the side of a square; it divides both sides of the grid
 */
public record Patches(int side) implements Layer {

  @Override
  public Shape output(Shape input) {
    if (input.height() % side != 0 || input.width() % side != 0) {
      throw new IllegalArgumentException(
          "patches: found side %d on %d x %d; allowed: a divisor"
              .formatted(side, input.height(), input.width()));
    }
    Shape windows = new Windows(side, side, 0).output(input);
    return Shape.of(windows.positions(), windows.channels());
  }

  @Override
  public Pass open(Site site) {
    Gather gather = new Windows(side, side, 0).gather(site.shape());
    return new Pass() {
      @Override
      public void forward() {
        gather.forward(site.x(), site.y());
      }

      @Override
      public void backward() {
        if (site.dx() != null) {
          gather.backward(site.dy(), site.dx());
        }
      }
    };
  }
}
