/** How fast the engines and the search are, beside their peers. */
package gradus.benchmarks;
