package io.openmeet.loadtest.feeders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.settings.InjectorShare;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongTailTest {
  @ParameterizedTest
  @CsvSource({"1, 1000", "2, 500", "3, 333", "7, 143", "400, 3", "1000, 1", "100000, 1"})
  void theRthIsAskedForOneRthAsOften(int rank, int weight) {
    assertEquals(weight, LongTail.weight(rank, 1000));
  }

  @Test
  void everyPlaceIsAskedForAsOftenAsItsRankSays() {
    Cycle<Integer> places = LongTail.places(3, InjectorShare.WHOLE);
    Map<Integer, Integer> dealt = new HashMap<>();
    for (int card = 0; card < 1000 + 500 + 333; card++) {
      dealt.merge(places.next(), 1, Integer::sum);
    }

    assertEquals(Map.of(0, 1000, 1, 500, 2, 333), dealt);
  }
}
