package gradus.grammar;

import gradus.grammar.syntax.GradusLexer;
import gradus.grammar.syntax.GradusParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;

/** From text to programs. All problems of a text are reported together. */
public final class Parser {
  /** The longest text that is read, in characters. */
  static final int LONGEST_TEXT = 1 << 20;

  private static final int LARGEST_FILE = 4 * LONGEST_TEXT;

  /** How many problems are told at once. */
  static final int MOST = 100;

  private Parser() {}

  /**
   * Reads a program from a text.
   *
   * @param name what to call the text in messages
   * @param text the text
   * @param dialect what its names mean
   * @param functions the table to look them up in
   * @return the program
   * @throws ProgramException with every problem, if it is not a program
   */
  public static Program program(String name, String text, Dialect dialect, Functions functions) {
    if (text.length() > LONGEST_TEXT) {
      throw new ProgramException(
          List.of(
              Problem.of(
                  name,
                  "text too long",
                  text.length() + " characters",
                  "at most " + LONGEST_TEXT)));
    }
    Problems problems = new Problems(name);
    GradusParser.FileContext file = parser(text, problems).file();
    problems.throwIfAny();
    Reader reader = new Reader(problems, dialect, functions);
    Program program = reader.program(file);
    problems.throwIfAny();
    problems.addAll(Kinds.of(program).problems());
    problems.throwIfAny();
    return program;
  }

  /**
   * Reads a program from a text, in the standard dialect and table.
   *
   * @param name what to call the text in messages
   * @param text the text
   * @return the program
   * @throws ProgramException with every problem, if it is not a program
   */
  public static Program program(String name, String text) {
    return program(name, text, Dialect.STANDARD, Functions.standard());
  }

  /**
   * Reads a program from a file in UTF-8.
   *
   * @param file the file
   * @param dialect what its names mean
   * @return the program
   * @throws ProgramException with every problem, if it cannot be read or is not a program
   */
  public static Program program(Path file, Dialect dialect) {
    return program(file.toString(), text(file), dialect, Functions.standard());
  }

  /**
   * The text of a file.
   *
   * @param file the file
   * @return its text
   * @throws ProgramException if it cannot be read or is not a text in UTF-8
   */
  public static String text(Path file) {
    // Not by its size: what is no regular file may never end.
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(LARGEST_FILE + 1);
      if (bytes.length > LARGEST_FILE) {
        String most = LARGEST_FILE + " bytes";
        throw unreadable(file, "file too large", "more than " + most, "at most " + most);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw unreadable(file, "no such file", "", "");
    } catch (AccessDeniedException e) {
      throw unreadable(file, "file cannot be read", "no permission", "");
    } catch (CharacterCodingException e) {
      throw unreadable(file, "not a text in UTF-8", "", "");
    } catch (IOException e) {
      throw unreadable(
          file, "file cannot be read", Files.isDirectory(file) ? "a directory" : "", "");
    }
  }

  private static ProgramException unreadable(Path file, String what, String found, String allowed) {
    return new ProgramException(List.of(Problem.of(file.toString(), what, found, allowed)));
  }

  /** An expression of the table itself; its variables are taken as they are. */
  static Expression expression(String text, Functions functions) {
    Problems problems = new Problems(text);
    GradusParser.ExpressionContext tree = parser(text, problems).expression();
    Expression expression = new Reader(problems, Dialect.STANDARD, functions).free(tree);
    problems.throwIfAny();
    return expression;
  }

  private static GradusParser parser(String text, Problems problems) {
    Layout layout = new Layout(lexer(text), problems);
    problems.throwIfAny();
    GradusParser parser = new GradusParser(new CommonTokenStream(layout.tokens()));
    parser.setErrorHandler(new LineRecovery());
    parser.removeErrorListeners();
    parser.addErrorListener(problems.listener());
    return parser;
  }

  /** The words of a text, whichever way its lines end and with or without a byte order mark. */
  static GradusLexer lexer(String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    return new GradusLexer(
        CharStreams.fromString(lines.startsWith("\ufeff") ? lines.substring(1) : lines));
  }

  /** The problems of one text, gathered while it is read and told in the order of the text. */
  static final class Problems {
    private final String name;
    private final List<Located> list = new ArrayList<>();

    private record Located(Place place, Problem problem) {}

    Problems(String name) {
      this.name = name;
    }

    /** Adds a problem. When there are too many to be read, they are thrown at once. */
    void add(Place place, String what, String found, String allowed) {
      Located located = new Located(place, Problem.at(name, place, what, found, allowed));
      if (list.contains(located)) {
        // A helper that is called twice is wrong once.
        return;
      }
      list.add(located);
      if (list.size() == MOST) {
        throwIfAny();
      }
    }

    boolean none() {
      return list.isEmpty();
    }

    /** Adds problems that know their place but not the name of the text. */
    void addAll(List<Kinds.Mistake> mistakes) {
      mistakes.forEach(m -> add(m.place(), m.what(), m.found(), m.allowed()));
    }

    void throwIfAny() {
      list.sort(
          Comparator.comparingInt((Located located) -> located.place().line())
              .thenComparingInt(located -> located.place().column()));
      ProgramException.throwIfAny(list.stream().map(Located::problem).toList());
    }

    /** Hears of syntax errors. */
    SyntaxListener listener() {
      return new SyntaxListener(this::add);
    }
  }
}
