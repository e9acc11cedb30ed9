package gradus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;
import picocli.CommandLine.Option;

/** Training losses, step by step, as a table or a picture. */
final class Curves {
  @Option(
      names = "--curves",
      paramLabel = "FILE.csv",
      description = "Write the training loss of every step.")
  private Path table;

  @Option(
      names = "--plot",
      paramLabel = "FILE.svg|FILE.png",
      description = "Draw the training loss over the steps.")
  private Path picture;

  private final Map<Long, List<Double>> losses = new LinkedHashMap<>();

  Curves() {}

  /** Refuses files that are there already or that cannot be drawn, before any work. */
  void check() {
    for (Path file : Stream.of(table, picture).filter(f -> f != null).toList()) {
      if (Files.exists(file)) {
        throw new UserError(file + ": found a file; allowed: a new one");
      }
      Path folder = file.toAbsolutePath().getParent();
      if (!Files.isDirectory(folder)) {
        throw new UserError(file + ": no folder " + folder + "; allowed: one that is there");
      }
    }
    if (picture != null && !picture.toString().matches(".*\\.(svg|png)")) {
      throw new UserError("--plot: found " + picture + "; allowed: FILE.svg or FILE.png");
    }
  }

  void add(long seed, int step, double loss) {
    if (table != null || picture != null) {
      losses.computeIfAbsent(seed, s -> new ArrayList<>()).add(loss);
    }
  }

  void write(String title) {
    try {
      if (table != null) {
        Files.writeString(table, text(), StandardOpenOption.CREATE_NEW);
      }
      if (picture != null) {
        draw(title);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder("seed,step,training_loss\n");
    losses.forEach((seed, values) -> {
      for (int i = 0; i < values.size(); i++) {
        text.append(seed).append(',').append(i + 1).append(',').append(values.get(i));
        text.append('\n');
      }
    });
    return text.toString();
  }

  private void draw(String title) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(800)
            .height(500)
            .title(title)
            .xAxisTitle("step")
            .yAxisTitle("training loss")
            .build();
    losses.forEach((seed, values) ->
        chart
            .addSeries(
                "seed " + seed,
                IntStream.rangeClosed(1, values.size()).asDoubleStream().toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray())
            .setMarker(SeriesMarkers.NONE));
    String name = picture.toString();
    if (name.endsWith(".png")) {
      BitmapEncoder.saveBitmap(chart, name, BitmapEncoder.BitmapFormat.PNG);
    } else {
      VectorGraphicsEncoder.saveVectorGraphic(
          chart, name, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    }
  }
}
