/** Whether a find holds up: against tuned opponents, on tasks and scales that it has not seen. */
package gradus.search.validation;
