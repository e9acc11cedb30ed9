/** From what a search has written to what a person would write: names, hyperparameters, less. */
package gradus.search.tidying;
