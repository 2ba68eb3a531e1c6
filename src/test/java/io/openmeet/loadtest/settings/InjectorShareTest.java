package io.openmeet.loadtest.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InjectorShareTest {
  @Test
  void tenUsersOnFourInjectorsAreTwoAndThreeTwoAndThree() {
    assertEquals(List.of(2, 3, 2, 3), shares(4).map(share -> share.of(10)).toList());
    assertEquals(List.of(2.5, 2.5, 2.5, 2.5), shares(4).map(share -> share.of(10.0)).toList());
    assertEquals(List.of(33.333, 33.333, 33.334), shares(3).map(share -> share.of(100.0)).toList());
  }

  @ParameterizedTest
  @MethodSource("sizesAndInjectors")
  void sharesOfUsersAddUpToTheWholeAndDifferByOneAtMost(int size, int injectors) {
    List<Integer> parts = shares(injectors).map(share -> share.of(size)).toList();

    assertEquals(size, parts.stream().mapToInt(Integer::intValue).sum());
    assertTrue(
        parts.stream().allMatch(part -> part == size / injectors || part == size / injectors + 1),
        parts::toString);
  }

  @ParameterizedTest
  @MethodSource("sizesAndInjectors")
  void sharesOfARateAddUpToTheWholeInThousandths(int size, int injectors) {
    double rate = size * 1.01;

    assertEquals(
        Math.round(rate * 1_000),
        shares(injectors).mapToLong(share -> Math.round(share.of(rate) * 1_000)).sum());
  }

  @ParameterizedTest
  @MethodSource("sizesAndInjectors")
  void everyPlaceIsDealtByOneInjector(int turns, int injectors) {
    int few = Math.min(turns, 1_000);

    assertEquals(
        LongStream.range(0, (long) few * injectors).boxed().toList(),
        shares(injectors)
            .flatMap(share -> IntStream.range(0, few).mapToObj(share::place))
            .sorted()
            .toList());
  }

  @ParameterizedTest
  @MethodSource("sizesAndInjectors")
  void everyRowBelongsToOneInjector(int size, int injectors) {
    List<Integer> all = IntStream.range(0, Math.min(size, 1_000)).boxed().toList();

    assertEquals(
        all, shares(injectors).flatMap(share -> share.rows(all).stream()).sorted().toList());
  }

  static Stream<Arguments> sizesAndInjectors() {
    Random random = new Random(4591);
    return Stream.concat(
        Stream.of(arguments(0, 1), arguments(1, 3), arguments(7, 7), arguments(1_000_000, 1_000)),
        Stream.generate(() -> arguments(random.nextInt(30_000), 1 + random.nextInt(100)))
            .limit(50));
  }

  @Test
  void readsTheIndexAndTheNumberOfAll() {
    assertEquals(new InjectorShare(2, 4), InjectorShare.parse("2/4"));
    assertEquals("2/4", InjectorShare.parse("2/4").toString());
    assertEquals(InjectorShare.WHOLE, InjectorShare.parse("1/1"));
    assertEquals(new InjectorShare(1_000, 1_000), InjectorShare.parse("1000/1000"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2", "0/4", "5/4", "1/1001", "2/0", "-1/4", "2/4/8", "2 / 4", "a/b", "01/4"})
  void refusesAnythingElse(String text) {
    assertEquals(
        "-Dinjector: expected this injector and the number of all, from 1/1 to 1000/1000, such as 2/4, found \"%s\"."
            .formatted(text),
        assertThrows(ConfigurationException.class, () -> InjectorShare.parse(text)).getMessage());
  }

  private static Stream<InjectorShare> shares(int injectors) {
    return IntStream.rangeClosed(1, injectors)
        .mapToObj(index -> new InjectorShare(index, injectors));
  }
}
