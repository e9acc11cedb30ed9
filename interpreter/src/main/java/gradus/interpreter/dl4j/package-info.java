/** Programs as updaters of DL4J. */
package gradus.interpreter.dl4j;
