/** Hyperparameters of optimizers chosen on grids, and what that says of tasks and scales. */
package gradus.search.tuning;
