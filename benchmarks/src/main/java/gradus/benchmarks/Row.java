package gradus.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One figure.
 *
 * @param rule the optimizer
 * @param n how many parameters the model has
 * @param threads on how many threads
 * @param engine what ran it
 * @param nanoseconds for each parameter and step, the median of the rounds
 */
record Row(
    String rule,
    int n,
    int threads,
    String engine,
    @JsonProperty("ns_per_parameter") double nanoseconds) {}
