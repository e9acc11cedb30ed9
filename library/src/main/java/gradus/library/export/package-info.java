/**
 * Optimizers written as source files of other frameworks. A new exporter is one class that
 * implements {@link gradus.library.export.Exporter}, named in {@code META-INF/services}.
 */
package gradus.library.export;
