/** Programs on ND4J's own operations, on whatever backend is there. */
package gradus.interpreter.nd4j;
