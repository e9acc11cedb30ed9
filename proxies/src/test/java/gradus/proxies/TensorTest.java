package gradus.proxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {

  @Test
  void theSizeIsTheProductOfTheExtents() {
    assertThat(Tensor.of("kernel", 3, 4, 5).size()).isEqualTo(60);
    assertThat(Tensor.of("number").size()).isEqualTo(1);
  }

  @Test
  void impossibleShapesAreRefused() {
    assertThatThrownBy(() -> Tensor.of("kernel", 3, 0))
        .hasMessage(
            "tensor kernel: shape [3, 0]; allowed are extents from 1 and 2147483647 elements");
    assertThatThrownBy(() -> Tensor.of("kernel", 65536, 65536)).hasMessageContaining("65536");
  }
}
