package gradus.library.export;

/**
 * A file that an exporter made.
 *
 * @param name what it is usually called, for example {@code lion.py}; no folder
 * @param text what is in it, ending in a line end
 */
public record SourceFile(String name, String text) {}
