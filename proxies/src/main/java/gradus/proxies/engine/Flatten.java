package gradus.proxies.engine;

/** All positions become one, their channels one after another. */
public record Flatten() implements Layer {

  @Override
  public Shape output(Shape input) {
    return Shape.of(input.size());
  }

  @Override
  public Pass open(Site site) {
    return new Pass() {
      @Override
      public void forward() {
        System.arraycopy(site.x(), 0, site.y(), 0, site.y().length);
      }

      @Override
      public void backward() {
        if (site.dx() != null) {
          System.arraycopy(site.dy(), 0, site.dx(), 0, site.dx().length);
        }
      }
    };
  }
}
