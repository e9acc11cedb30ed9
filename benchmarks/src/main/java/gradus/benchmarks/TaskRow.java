package gradus.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One figure on a task.
 *
 * @param task its name
 * @param engine what ran it
 * @param microseconds for each step, the median of the rounds
 * @param twoThreads how many times the steps of one training in the same time two make, each on a
 *     thread of its own; null where that was not measured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskRow(
    String task,
    String engine,
    @JsonProperty("microseconds_per_step") double microseconds,
    @JsonProperty("two_threads_throughput") Double twoThreads) {}
