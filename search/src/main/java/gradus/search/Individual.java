package gradus.search;

import gradus.grammar.Program;

/**
 * A program with what is known of it.
 *
 * @param number which candidate it is, from 1
 * @param program the program, flat
 * @param hash what it computes
 * @param losses what its trainings came to, those of earlier candidates with the same hash included
 */
public record Individual(int number, Program program, String hash, Losses losses) {}
