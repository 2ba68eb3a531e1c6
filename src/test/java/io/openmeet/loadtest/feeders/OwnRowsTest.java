package io.openmeet.loadtest.feeders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.openmeet.feeders.Feeders;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.InjectorShare;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnRowsTest {
  private static final List<String> USERS = List.of("ann", "bob", "cem", "dee", "eve");

  @Test
  void eachInjectorGetsEveryNthRow() {
    assertEquals(List.of("ann", "cem", "eve"), rows(USERS, 1, 2));
    assertEquals(List.of("bob", "dee"), rows(USERS, 2, 2));
    assertEquals(USERS, rows(USERS, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 16, 20})
  void everyAccountOfTheFeederIsUsedByExactlyOneInjector(int injectors) {
    Feeders feeders = Feeders.read();
    List<Feeders.User> dealt =
        IntStream.rangeClosed(1, injectors)
            .boxed()
            .flatMap(
                index ->
                    Stream.concat(
                        rows(feeders.users(), index, injectors).stream(),
                        rows(feeders.forgetfulUsers(), index, injectors).stream()))
            .sorted((one, other) -> one.email().compareTo(other.email()))
            .toList();

    assertEquals(
        feeders.accounts().stream()
            .sorted((one, other) -> one.email().compareTo(other.email()))
            .toList(),
        dealt);
  }

  @Test
  void refusesMoreInjectorsThanRows() {
    assertEquals(
        "-Dinjector=1/6: expected 5 injectors at most, because feeders/users.csv has 5 users and no two injectors use the same one, found 6; add rows to the file, or use fewer injectors.",
        assertThrows(ConfigurationException.class, () -> rows(USERS, 1, 6)).getMessage());
  }

  private static <T> List<T> rows(List<T> all, int index, int count) {
    return OwnRows.of("feeders/users.csv", "users", all, new InjectorShare(index, count));
  }
}
