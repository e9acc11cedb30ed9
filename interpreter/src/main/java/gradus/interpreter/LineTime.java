package gradus.interpreter;

import com.oracle.truffle.tools.profiler.CPUSampler;
import com.oracle.truffle.tools.profiler.CPUSamplerData;
import com.oracle.truffle.tools.profiler.ProfilerNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of the time of a program one of its lines took.
 *
 * @param line the line, from 1
 * @param text what stands there
 * @param samples how often the sampler found the program there
 */
public record LineTime(int line, String text, int samples) {
  /** What a sampler has found, by line. */
  static List<LineTime> of(CPUSampler sampler) {
    Map<Integer, LineTime> lines = new TreeMap<>();
    for (CPUSamplerData data : sampler.getDataList()) {
      data.getThreadData().values().forEach(nodes -> add(nodes, lines));
    }
    return List.copyOf(lines.values());
  }

  private static void add(
      Collection<ProfilerNode<CPUSampler.Payload>> nodes, Map<Integer, LineTime> lines) {
    for (ProfilerNode<CPUSampler.Payload> node : nodes) {
      int samples = node.getPayload().getSelfHitCount();
      if (node.getSourceSection() != null && samples > 0) {
        int line = node.getSourceSection().getStartLine();
        String text =
            node.getSourceSection().getCharacters().toString().lines().findFirst().orElse("");
        lines.merge(
            line,
            new LineTime(line, text.strip(), samples),
            (a, b) -> new LineTime(line, a.text, a.samples + b.samples));
      }
      add(node.getChildren(), lines);
    }
  }
}
