package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/tutorial.md says, in an empty folder, by the commands that are printed there. */
class TutorialTest {
  private static final Pattern BLOCK =
      Pattern.compile("^```(sh|python)( \\S+)?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final String PYTHON =
      System.getenv().getOrDefault("GRADUS_PYTHON", "/usr/bin/python3");

  @TempDir private Path folder;

  @Test
  void everyStepWorksAsItIsWritten() throws Exception {
    assumePyTorch();
    script("gradus", java() + " \"$@\"");
    script("python3", quoted(PYTHON) + " \"$@\"");
    StringBuilder commands = new StringBuilder("set -eu\nexport PATH=\"$PWD:$PATH\"\n");
    Matcher blocks = BLOCK.matcher(Files.readString(Path.of("..", "docs", "tutorial.md")));
    while (blocks.find()) {
      if (blocks.group(1).equals("sh")) {
        commands.append(blocks.group(3));
      } else {
        Files.writeString(folder.resolve(blocks.group(2).strip()), blocks.group(3));
      }
    }
    String out = run(commands.toString());
    assertThat(out)
        .contains("find - lion, tuned", "def find_", "step 300: loss ")
        .containsPattern("over 2 seeds\n");
    Matcher right = Pattern.compile("loss \\S+, ([0-9.]+) % right").matcher(out);
    assertThat(right.find()).as(out).isTrue();
    // Two spirals that wind about each other: a model that learned nothing is right half of the
    // time.
    assertThat(Double.parseDouble(right.group(1))).isGreaterThan(75);
  }

  private static void assumePyTorch() throws Exception {
    boolean there;
    try {
      there =
          new ProcessBuilder(PYTHON, "-c", "import torch")
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (java.io.IOException e) {
      there = false;
    }
    String why =
        "no PyTorch in " + PYTHON + ": apt-get install python3-torch, or set GRADUS_PYTHON";
    if (!there && "true".equals(System.getenv("CI"))) {
      fail(why);
    }
    if (!there) {
      System.out.println("Skipped: " + why);
    }
    Assumptions.assumeTrue(there, why);
  }

  /** The command line of this build. */
  private static String java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return command.stream().map(TutorialTest::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private void script(String name, String command) throws Exception {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\nexec " + command + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private String run(String commands) throws Exception {
    Path log = folder.resolve("log");
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", commands).directory(folder.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(15, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String out = Files.readString(log);
    assertThat(ended && process.exitValue() == 0).as(out).isTrue();
    return out;
  }
}
