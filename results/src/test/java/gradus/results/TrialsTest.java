package gradus.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialsTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("trials.csv");
  }

  private static Trial trial(long seed, double loss) {
    boolean trained = !Double.isNaN(loss);
    return new Trial(
        Trial.TUNE,
        "digits",
        "1",
        64,
        400,
        "my, rule",
        "00ff",
        1e-3,
        "beta1=0.9 decay=0.1",
        seed,
        trained ? Trial.TRAINED : "not-finite",
        loss,
        trained ? 97.25 : Double.NaN,
        Double.NaN,
        Double.NaN,
        0.25);
  }

  private List<Trial> reopened() {
    try (Trials trials = Trials.open(file)) {
      return trials.known();
    }
  }

  @Test
  void givesBackWhatWasPutIn() throws Exception {
    try (Trials trials = Trials.open(file)) {
      assertThat(trials.known()).isEmpty();
      trials.add(trial(1, 0.1));
    }
    try (Trials trials = Trials.open(file)) {
      trials.add(trial(2, Double.NaN));
    }
    assertThat(reopened()).containsExactly(trial(1, 0.1), trial(2, Double.NaN));
    assertThat(file)
        .hasContent(
            """
            purpose,task,scale,batch,steps,optimizer,hash,learning_rate,settings,seed,outcome,loss,metric,test_loss,test_metric,seconds
            tune,digits,1,64,400,"my, rule",00ff,0.001,beta1=0.9 decay=0.1,1,trained,0.1,97.25,,,0.25
            tune,digits,1,64,400,"my, rule",00ff,0.001,beta1=0.9 decay=0.1,2,not-finite,,,,,0.25
            """);
  }

  @Test
  void cutsOffWhatADyingProcessLeftWhereverItDied() throws Exception {
    try (Trials trials = Trials.open(file)) {
      trials.add(trial(1, 0.1));
      trials.add(trial(2, 0.2));
    }
    byte[] whole = Files.readAllBytes(file);
    long lines = 0;
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      List<Trial> kept = reopened();
      lines += length > 0 && whole[length - 1] == '\n' ? 1 : 0;
      assertThat(kept).hasSize((int) Math.max(0, lines - 1));
      try (Trials trials = Trials.open(file)) {
        trials.add(trial(3, 0.3));
      }
      assertThat(reopened()).hasSize(kept.size() + 1).endsWith(trial(3, 0.3));
    }
  }

  @Test
  void refusesWhatIsNoTableOfTrials() throws Exception {
    Files.writeString(file, "a,b\n1,2\n");
    assertThatThrownBy(() -> Trials.open(file))
        .isInstanceOf(RunException.class)
        .hasMessage(
            file
                + ": line 1 is no trial (other columns); name a file that 'gradus tune' has written");
    assertThat(file).hasContent("a,b\n1,2\n");
    Files.writeString(file, String.join(",", Trial.COLUMNS) + "\ntune,digits\n");
    assertThatThrownBy(() -> Trials.open(file))
        .hasMessageContaining("line 2 is no trial (2 fields)");
  }

  @Test
  void hasOneWriterAtATime() {
    try (Trials first = Trials.open(file)) {
      first.add(trial(1, 0.1));
      assertThatThrownBy(() -> Trials.open(file)).hasMessageContaining("in use");
      first.add(trial(2, 0.2));
    }
    assertThat(reopened()).hasSize(2);
  }
}
