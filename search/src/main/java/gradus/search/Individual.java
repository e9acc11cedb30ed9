package gradus.search;

import gradus.grammar.Program;

/**
 * A program of the population.
 *
 * @param number which candidate it is, from 1
 * @param program the program, flat
 * @param hash what it computes
 * @param fitness higher is better; minus infinity if it could not be trained
 */
public record Individual(int number, Program program, String hash, double fitness) {}
