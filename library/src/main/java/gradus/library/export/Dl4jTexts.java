package gradus.library.export;

/** What every updater of DL4J has, with {@code TYPE} for its name. */
final class Dl4jTexts {
  /** Takes the comparisons of further fields, and the names of those. */
  static final String EQUALITY =
      """
        @Override
        public boolean equals(Object other) {
          if (!(other instanceof TYPE)) {
            return false;
          }
          TYPE updater = (TYPE) other;
          return Double.compare(learningRate, updater.learningRate) == 0
      %s        && Objects.equals(learningRateSchedule, updater.learningRateSchedule);
        }

        @Override
        public int hashCode() {
          return Objects.hash(learningRate, learningRateSchedule%s);
        }

      """;

  /** Takes the number of states. */
  static final String CONFIGURATION =
      """
        @Override
        public long stateSize(long parameters) {
          return %1$d * parameters;
        }

        @Override
        public GradientUpdater<TYPE> instantiate(INDArray view, boolean initialize) {
          Updater updater = new Updater(this);
          updater.setStateViewArray(view, null, 'c', initialize);
          return updater;
        }

        @Override
        public GradientUpdater<TYPE> instantiate(Map<String, INDArray> state, boolean initialize) {
          Updater updater = new Updater(this);
          updater.setState(state, initialize);
          return updater;
        }

        @Override
        public double getLearningRate(int iteration, int epoch) {
          return learningRateSchedule == null
              ? learningRate
              : learningRateSchedule.valueAt(iteration, epoch);
        }

        @Override
        public boolean hasLearningRate() {
          return true;
        }

        @Override
        public void setLrAndSchedule(double rate, ISchedule schedule) {
          learningRate = rate;
          learningRateSchedule = schedule;
        }

        @Override
        public TYPE clone() {
          try {
            TYPE copy = (TYPE) super.clone();
            copy.learningRateSchedule =
                learningRateSchedule == null ? null : learningRateSchedule.clone();
            return copy;
          } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
          }
        }

      """;

  /** Takes the names of the states, in quotation marks. */
  static final String UPDATER =
      """
        /** Turns gradients into updates; an array of state for each of STATES, one after another. */
        private static final class Updater implements GradientUpdater<TYPE> {
          private static final List<String> STATES = List.of(%s);

          private final TYPE config;
          private final Map<String, INDArray> state = new LinkedHashMap<>();

          Updater(TYPE config) {
            this.config = config;
          }

          @Override
          public TYPE getConfig() {
            return config;
          }

          @Override
          public Map<String, INDArray> getState() {
            return new LinkedHashMap<>(state);
          }

          @Override
          public void setState(Map<String, INDArray> next, boolean initialize) {
            for (String name : STATES) {
              state.put(name, Objects.requireNonNull(next.get(name), name));
              if (initialize) {
                state.get(name).assign(0);
              }
            }
          }

          @Override
          public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
            if (STATES.isEmpty()) {
              return;
            }
            if (initialize) {
              view.assign(0);
            }
            long length = view.length() / STATES.size();
            INDArray row = view.reshape('c', 1, view.length());
            for (int i = 0; i < STATES.size(); i++) {
              state.put(
                  STATES.get(i),
                  row.get(NDArrayIndex.point(0), NDArrayIndex.interval(i * length, (i + 1) * length)));
            }
          }

      """;

  /** The end of the updater. */
  static final String ARRAYS =
      """

          private static double[] read(INDArray array) {
            return array.dup('c').data().asDouble();
          }

          private static void write(double[] values, INDArray array) {
            INDArray source = Nd4j.createFromArray(values).castTo(array.dataType());
            array.assign(source.reshape('c', array.shape()));
          }
        }
      """;

  private Dl4jTexts() {}
}
