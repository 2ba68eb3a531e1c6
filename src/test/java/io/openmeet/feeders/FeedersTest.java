package io.openmeet.feeders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.feeders.Feeders.MeetingType;
import io.openmeet.feeders.Feeders.Recording;
import io.openmeet.feeders.Feeders.SearchQuery;
import io.openmeet.feeders.Feeders.User;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the load needs to find in the project's feeder files. */
class FeedersTest {
  private final Feeders feeders = Feeders.read();

  @Test
  void holdsThirtyQueriesOrMore() {
    assertAtLeast(30, distinct(feeders.searchQueries(), SearchQuery::query));
    assertEquals(
        feeders.searchQueries().size(), distinct(feeders.searchQueries(), SearchQuery::query));
  }

  @Test
  void holdsTwentyMeetingTypesOrMore() {
    assertAtLeast(20, distinct(feeders.meetingTypes(), MeetingType::type));
    assertEquals(
        feeders.meetingTypes().size(), distinct(feeders.meetingTypes(), MeetingType::type));
  }

  @Test
  void holdsUsersWithDifferentAddresses() {
    assertEquals(180, feeders.users().size());
    assertEquals(180, distinct(feeders.users(), User::email));
    assertEquals(20, feeders.forgetfulUsers().size());
    assertTrue(feeders.users().stream().noneMatch(feeders.forgetfulUsers()::contains));
  }

  @Test
  void usesNoAddressOfAHostThatExists() {
    feeders.users().forEach(user -> assertTrue(user.email().endsWith(".example"), user::email));
  }

  @Test
  void givesFiveQueriesAboutHalfOfTheSearches() {
    List<Integer> weights =
        feeders.searchQueries().stream()
            .map(SearchQuery::weight)
            .sorted(Comparator.reverseOrder())
            .toList();
    int all = sum(weights);
    int topFive = sum(weights.subList(0, 5));
    assertTrue(
        topFive >= 0.4 * all && topFive <= 0.8 * all, () -> "%d of %d".formatted(topFive, all));
    assertTrue(weights.get(0) >= 10 * weights.get(weights.size() / 2), weights::toString);
  }

  @Test
  void expectsAWordOfTheQueryInItsHits() {
    for (SearchQuery query : feeders.searchQueries()) {
      assertTrue(
          query
              .query()
              .toLowerCase(Locale.ROOT)
              .contains(query.mustContain().toLowerCase(Locale.ROOT)),
          query::toString);
    }
  }

  @Test
  void uploadsFrom64KilobytesTo2MegabytesWithAMedianOfAbout256() {
    List<Integer> sizes = feeders.recordings().stream().map(Recording::kilobytes).sorted().toList();
    assertEquals(64, sizes.get(0));
    assertEquals(2048, sizes.get(sizes.size() - 1));
    int low = sizes.get((sizes.size() - 1) / 2);
    int high = sizes.get(sizes.size() / 2);
    assertTrue(low >= 224 && high <= 288, () -> "median from %d to %d".formatted(low, high));
  }

  @Test
  void uploadsSeveralTypesForMeetingsThatExist() {
    assertTrue(distinct(feeders.recordings(), Recording::contentType) >= 4);
    Set<String> types =
        feeders.meetingTypes().stream().map(MeetingType::type).collect(Collectors.toSet());
    feeders
        .recordings()
        .forEach(
            recording -> assertTrue(types.contains(recording.category()), recording::toString));
  }

  @Test
  void holdsTextsThatAreEasilyDamaged() {
    assertContains(feeders.users(), User::name, "\"", ",", "ö");
    assertContains(feeders.users(), User::organisation, "\"", ",", "会");
    assertContains(feeders.users(), User::password, "ü");
    assertContains(feeders.meetingTypes(), MeetingType::title, "\"", ",", "–", "会");
    assertContains(feeders.searchQueries(), SearchQuery::query, "\"", ",", "é", "会");
    assertContains(feeders.recordings(), Recording::fileName, ",", "ü", "会");
  }

  private static <T> void assertContains(List<T> rows, Function<T, String> text, String... parts) {
    for (String part : parts) {
      assertTrue(
          rows.stream().map(text).anyMatch(t -> t.contains(part)), () -> "no text with " + part);
    }
  }

  private static <T> int distinct(List<T> rows, Function<T, String> text) {
    return (int) rows.stream().map(text).distinct().count();
  }

  private static void assertAtLeast(int least, int found) {
    assertTrue(found >= least, () -> "found " + found);
  }

  private static int sum(Collection<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }
}
