package gradus.proxies;

/** The disjoint parts of a task's data. */
public enum Part {
  /** What gradients are taken on. */
  TRAIN,
  /** What optimizers are compared on. */
  SELECT,
  /** What is looked at once, for the report; read by {@link Training#score} alone. */
  TEST
}
