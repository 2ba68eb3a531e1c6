package io.openmeet.reference.database;

import io.openmeet.feeders.Feeders.SearchQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The subject of some of an organisation's 2,000 meetings, made from one search query so that the
 * query finds them.
 *
 * @param words the query's words, without its operators
 * @param first the first place of this topic's meetings
 * @param past the place after the last
 */
record Topic(String words, int first, int past) {
  private static final int MEETINGS = 2_000;
  private static final int LEAST = 24;
  private static final int MOST_ON_TOP = 40;
  private static final Pattern OPERATORS = Pattern.compile("[\",]");

  /**
   * Gives each query its places: about 24 meetings for a rare query, about 60 for a popular one. A
   * meeting has at most one topic, so queries that share a word do not mix.
   */
  static List<Topic> share(List<SearchQuery> queries) {
    int wanted = queries.stream().mapToInt(query -> wanted(query.weight())).sum();
    double scale = Math.min(1, (double) MEETINGS / wanted);
    List<Topic> topics = new ArrayList<>();
    int place = 0;
    for (SearchQuery query : queries) {
      int count = (int) Math.max(1, wanted(query.weight()) * scale);
      topics.add(new Topic(words(query.query()), place, place + count));
      place += count;
    }
    return topics;
  }

  private static int wanted(int weight) {
    return LEAST + Math.min(weight, MOST_ON_TOP);
  }

  private static String words(String query) {
    return OPERATORS.matcher(query).replaceAll("").replace(" OR ", " or ").strip();
  }
}
