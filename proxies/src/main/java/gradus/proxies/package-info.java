/**
 * Tasks small enough to train thousands of times, their data, and the trainer.
 *
 * <p>A {@link gradus.proxies.Task} is a model with data; it opens a {@link
 * gradus.proxies.Training}, the memory of one thread; a {@link gradus.proxies.Trainer} drives it
 * with any {@link gradus.proxies.UpdateRule} and hands back an {@link gradus.proxies.Outcome}.
 *
 * <p>Everything here is a pure function of its arguments and seed, to the last bit: sums have a
 * fixed order, vector lanes are only ever separate outputs, and transcendental functions come from
 * {@link StrictMath}. A cold and a warm virtual machine, and machines of any vector width, agree.
 */
package gradus.proxies;
