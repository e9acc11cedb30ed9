package gradus.library.export;

import gradus.grammar.GradientRule;
import gradus.grammar.Problem;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import gradus.library.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An updater of DL4J and SameDiff: an {@code IUpdater} of ND4J with its {@code GradientUpdater}. A
 * decoupled decay becomes a regularization of ND4J, since an updater is not given the weights.
 */
public final class Dl4jExporter implements Exporter {
  private static final Spellings SPELLINGS = Spellings.of("dl4j");

  /** An exporter; it has no settings. */
  public Dl4jExporter() {}

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public List<SourceFile> export(Optimizer optimizer, String type) {
    return List.of(new SourceFile(type + ".java", new File(optimizer, type).text()));
  }

  private static GradientRule rule(Program program) {
    try {
      return GradientRule.of(program);
    } catch (ProgramException e) {
      throw new ProgramException(e.problems().stream().map(Dl4jExporter::because).toList());
    }
  }

  private static Problem because(Problem problem) {
    String reason = ", and DL4J hands an updater gradients alone, of several tensors as one vector";
    return Problem.of(problem.where(), problem.what() + reason, problem.found(), problem.allowed());
  }

  /** One file while it is written. */
  private static final class File {
    private final Optimizer optimizer;
    private final String type;
    private final GradientRule parts;
    private final JavaRule rule;
    private final StringBuilder text = new StringBuilder();

    File(Optimizer optimizer, String type) {
      this.optimizer = optimizer;
      this.type = type;
      parts = rule(optimizer.program().named(optimizer.name()));
      rule = new JavaRule(parts.program(), SPELLINGS);
    }

    private boolean decays() {
      return parts.decay() != 0;
    }

    String text() {
      imports();
      documentation();
      text.append("public class %s implements IUpdater {\n".formatted(type));
      text.append("  private static final long serialVersionUID = 1;\n\n");
      fields();
      constructors();
      regularization();
      text.append(
          Dl4jTexts.CONFIGURATION.formatted(rule.program().states().size()).replace("TYPE", type));
      updater();
      rule.support().forEach(support -> text.append('\n').append(support).append('\n'));
      return text.append("}\n").toString();
    }

    private void imports() {
      List<String> names =
          new ArrayList<>(
              List.of(
                  "java.util.LinkedHashMap",
                  "java.util.List",
                  "java.util.Map",
                  "java.util.Objects",
                  "org.nd4j.linalg.api.ndarray.INDArray",
                  "org.nd4j.linalg.factory.Nd4j",
                  "org.nd4j.linalg.indexing.NDArrayIndex",
                  "org.nd4j.linalg.learning.GradientUpdater",
                  "org.nd4j.linalg.learning.config.IUpdater"));
      if (decays()) {
        names.add("org.nd4j.linalg.learning.regularization.Regularization");
        names.add("org.nd4j.linalg.learning.regularization.WeightDecay");
      }
      names.add("org.nd4j.linalg.schedule.ISchedule");
      names.forEach(name -> text.append("import ").append(name).append(";\n"));
      text.append('\n');
    }

    private void documentation() {
      Documentation about = Documentation.of(optimizer);
      text.append("/**\n * ").append(html(about.summary())).append(".\n *\n * <pre>\n");
      about.formula().forEach(line -> text.append(" * ").append(html(line)).append('\n'));
      text.append(" * </pre>\n");
      if (!about.source().isEmpty()) {
        text.append(" *\n * <p>Source: ").append(html(about.source())).append(".\n");
      }
      if (decays()) {
        text.append(
            """
             *
             * <p>The decay of the weights is left to ND4J: set {@link #regularization} on every layer. (DL4J
             * 1.0.0-M2.1 applies twice what is set on the builder of a network.)
            """);
      }
      text.append(" */\n");
    }

    private static String html(String line) {
      return line.replace("&", "&amp;")
          .replace("<", "&lt;")
          .replace(">", "&gt;")
          .replace("@", "&#64;")
          .replace("*/", "*&#47;")
          .replace("\\", "&#92;");
    }

    private void fields() {
      text.append("  private double learningRate;\n  private ISchedule learningRateSchedule;\n");
      for (String name : rule.hyperparameters()) {
        double value = rule.program().hyperparameters().get(name);
        text.append(
            "  private double %s = %s;\n".formatted(rule.setting(name), JavaNames.number(value)));
      }
      if (decays()) {
        text.append(
            "  private double weightDecay = %s;\n".formatted(JavaNames.number(parts.decay())));
      }
      text.append('\n');
    }

    private List<String> settings() {
      List<String> settings =
          new ArrayList<>(rule.hyperparameters().stream().map(rule::setting).toList());
      if (decays()) {
        settings.add("weightDecay");
      }
      return settings;
    }

    private void constructors() {
      String rate = JavaNames.number(optimizer.learningRate());
      text.append(
          """
            /** With the learning rate %s. */
            public TYPE() {
              this(%s);
            }

            public TYPE(double learningRate) {
              this.learningRate = learningRate;
            }

            public TYPE(ISchedule learningRateSchedule) {
              this.learningRate = Double.NaN;
              this.learningRateSchedule = learningRateSchedule;
            }

          """
              .formatted(rate, rate)
              .replace("TYPE", type));
      for (String name : settings()) {
        text.append(
            """
              /** Sets one hyperparameter; returns this. */
              public TYPE NAME(double value) {
                NAME = value;
                return this;
              }

            """
                .replace("TYPE", type)
                .replace("NAME", name));
      }
    }

    private void regularization() {
      if (decays()) {
        text.append(
            """
              /** The decay, for regularization and regularizationBias of every layer. */
              public List<Regularization> regularization() {
                return List.of(new WeightDecay(weightDecay, %s));
              }

            """
                .formatted(parts.decayTimesRate()));
      }
      String fields =
          settings().stream()
              .map(name -> "        && Double.compare(%1$s, updater.%1$s) == 0%n".formatted(name))
              .collect(Collectors.joining());
      String values = settings().stream().map(name -> ", " + name).collect(Collectors.joining());
      text.append(Dl4jTexts.EQUALITY.formatted(fields, values).replace("TYPE", type));
    }

    private void updater() {
      List<String> states = rule.program().states();
      String names =
          states.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
      text.append(Dl4jTexts.UPDATER.formatted(names).replace("TYPE", type));
      line(4, "@Override");
      line(4, "public void applyUpdater(INDArray gradient, int iteration, int epoch) {");
      line(
          6,
          "double %s = config.getLearningRate(iteration, epoch);"
              .formatted(rule.setting(rule.program().rate())));
      if (rule.countsSteps()) {
        line(
            6,
            "double %s = iteration + 1;"
                .formatted(rule.setting(rule.program().step().orElseThrow())));
      }
      for (String name : rule.hyperparameters()) {
        line(6, "double %1$s = config.%1$s;".formatted(rule.setting(name)));
      }
      for (String name : states) {
        boolean number = rule.isNumber(name);
        line(
            6,
            number
                ? "double %s = state.get(\"%s\").getDouble(0);".formatted(rule.state(name), name)
                : "double[] %s = read(state.get(\"%s\"));".formatted(rule.state(name), name));
      }
      line(6, "double[] gradients = read(gradient);");
      loop();
      for (String name : states) {
        boolean number = rule.isNumber(name);
        line(
            6,
            number
                ? "state.get(\"%s\").assign(%s);".formatted(name, rule.state(name))
                : "write(%s, state.get(\"%s\"));".formatted(rule.state(name), name));
      }
      line(6, "write(gradients, gradient);");
      line(4, "}");
      text.append(Dl4jTexts.ARRAYS);
    }

    /** A number that is a state is set behind the loop, which still reads the old one. */
    private void loop() {
      List<String> behind = new ArrayList<>();
      for (String before : rule.before()) {
        if (before.startsWith("double ")) {
          line(6, before);
        } else {
          behind.add(before);
        }
      }
      line(6, "for (int i = 0; i < gradients.length; i++) {");
      rule.inside().forEach(inside -> line(8, inside));
      line(6, "}");
      behind.forEach(line -> line(6, line));
    }

    private void line(int indent, String line) {
      text.append(" ".repeat(indent)).append(line).append('\n');
    }
  }
}
