/**
 * Models and their gradients on flat arrays, one thread per model.
 *
 * <p>A {@link gradus.proxies.engine.Layer} says what shape it makes of a shape, which parameters it
 * has, and opens a {@link gradus.proxies.engine.Pass} on memory; a {@link
 * gradus.proxies.engine.Network} is layers in a row and a layer itself. A {@link
 * gradus.proxies.engine.Variable} is a matrix of values with the gradient of the loss by each: an
 * example is one or more of its rows. Opening allocates everything, a pass nothing.
 *
 * <p>The same inputs give the same bits on every machine: each element of a product is one chain of
 * fused multiply-adds in the order of the inner index, vector lanes are only ever separate results,
 * sums have a fixed order and the exponential is a polynomial of our own.
 */
package gradus.proxies.engine;
