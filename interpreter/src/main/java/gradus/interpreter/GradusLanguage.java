package gradus.interpreter;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.Option;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.instrumentation.ProvidedTags;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import gradus.interpreter.nodes.TreeBuilder;
import org.graalvm.options.OptionCategory;
import org.graalvm.options.OptionDescriptors;
import org.graalvm.options.OptionKey;
import org.graalvm.options.OptionValues;

/**
 * Gradus as a polyglot language. Evaluating the text of a program gives a {@link Rule}. A new
 * instance of that is a {@link Training}: executed with weights, gradients and a learning rate it
 * runs one step.
 *
 * <p>The map of the language: {@code gradus.grammar} reads the text; {@link TreeBuilder} folds the
 * program into a {@link gradus.interpreter.nodes.RuleNode}, whose statements hold one operation for
 * each call. Operations are distinguished by the kinds of their operands; their element loops come
 * from {@link gradus.interpreter.memory.Loops}. {@link RuleEngine} is the way in for Java.
 */
@ProvidedTags({
  StandardTags.RootTag.class,
  StandardTags.RootBodyTag.class,
  StandardTags.StatementTag.class
})
@TruffleLanguage.Registration(
    id = GradusLanguage.ID,
    name = "Gradus",
    version = "0.1.0",
    defaultMimeType = GradusLanguage.MIME_TYPE,
    characterMimeTypes = GradusLanguage.MIME_TYPE,
    website = "https://en.wikipedia.org/wiki/Gradient_descent",
    contextPolicy = TruffleLanguage.ContextPolicy.SHARED)
public final class GradusLanguage extends TruffleLanguage<TruffleLanguage.Env> {
  /** The identifier for {@code Context.eval}. */
  public static final String ID = "gradus";

  /** The media type of programs. */
  public static final String MIME_TYPE = "application/x-gradus";

  /**
   * The polyglot binding under which a host that has read a program already leaves it. Then the
   * text of the source is what tools show, and the program is what runs: in whatever dialect, with
   * whatever table and hyperparameters it was read.
   */
  static final String PROGRAM = "gradus.program";

  /** Whether each statement is a function of its own, so that a sampler tells them apart. */
  @Option(help = "Let samplers tell lines apart.", category = OptionCategory.EXPERT)
  static final OptionKey<Boolean> Lines = new OptionKey<>(false);

  /** When programs go from the tree to the kernel tier. */
  @Option(
      help = "After stepping over so many weights a program is compiled; -1 for never.",
      category = OptionCategory.EXPERT)
  static final OptionKey<Long> KernelAfter = new OptionKey<>(20_000_000L);

  private static final ContextReference<Env> ENVIRONMENT =
      ContextReference.create(GradusLanguage.class);

  /** Made by the polyglot engine. */
  public GradusLanguage() {}

  @Override
  protected OptionDescriptors getOptionDescriptors() {
    return new GradusLanguageOptionDescriptors();
  }

  @Override
  protected Env createContext(Env environment) {
    return environment;
  }

  @Override
  protected CallTarget parse(ParsingRequest request) {
    Source source = request.getSource();
    try {
      Program program = bound();
      if (program == null) {
        program = Parser.program(source.getName(), source.getCharacters().toString());
      }
      OptionValues options = environment().getOptions();
      boolean lines = options.get(Lines);
      long kernelAfter = options.get(KernelAfter);
      RootNode root = TreeBuilder.build(this, source, program, lines, kernelAfter);
      Rule rule = new Rule(root.getCallTarget(), program);
      return RootNode.createConstantNode(rule).getCallTarget();
    } catch (ProgramException e) {
      throw new SyntaxException(e, source);
    }
  }

  private static Program bound() {
    Env environment = environment();
    if (!environment.isPolyglotBindingsAccessAllowed()) {
      return null;
    }
    Object value = environment.importSymbol(PROGRAM);
    return value != null
            && environment.isHostObject(value)
            && environment.asHostObject(value) instanceof Program program
        ? program
        : null;
  }

  static Env environment() {
    return ENVIRONMENT.get(null);
  }
}
