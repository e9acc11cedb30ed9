package gradus.search;

import gradus.grammar.Program;

/**
 * A program that a strategy wants to see trained.
 *
 * @param parent which candidate it was made from; 0 for none
 * @param mutation how
 * @param program the program, flat and valid
 * @param hash what it computes
 * @param discarded how many children were thrown away before it, invalid or equal to the parent
 */
public record Proposal(int parent, String mutation, Program program, String hash, int discarded) {}
