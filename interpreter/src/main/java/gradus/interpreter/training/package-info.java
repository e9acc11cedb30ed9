/** Programs inside training code of others: on plain arrays and on those of ND4J. */
package gradus.interpreter.training;
