/** Small random changes of programs. */
package gradus.search.mutation;
