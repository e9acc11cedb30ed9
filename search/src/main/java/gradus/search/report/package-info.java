/**
 * What a person is shown of a run: a page, its state in figures, one candidate with its ancestors.
 *
 * <p>All of it is read from the directory of the run; only {@link gradus.search.report.Ablation}
 * trains.
 */
package gradus.search.report;
