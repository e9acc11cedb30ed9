/**
 * The search for better programs. A {@link gradus.search.Strategy} proposes candidates, an {@link
 * gradus.search.Evaluator} trains with them, {@link gradus.search.Search} runs both so that the
 * outcome is a function of the {@link gradus.search.Configuration} alone.
 */
package gradus.search;
