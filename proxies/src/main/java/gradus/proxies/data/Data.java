package gradus.proxies.data;

import gradus.proxies.Part;

/** Examples in three disjoint parts; read-only, so that many trainings share them. */
public interface Data {

  /**
   * Copies an example.
   *
   * @param part the part that it is in
   * @param number its number there: 0, 1, ...
   * @param inputs where what the model sees goes
   * @param from from which index on
   * @param targets where what the model should say goes
   * @param to from which index on
   */
  void copy(Part part, int number, float[] inputs, int from, float[] targets, int to);
}
