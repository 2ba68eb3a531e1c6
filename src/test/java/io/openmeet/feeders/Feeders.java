package io.openmeet.feeders;

import io.openmeet.feeders.CsvTable.Row;
import java.util.List;
import java.util.stream.Stream;

/**
 * All feeder files, read and checked before anything starts. The load is made from them, and the
 * reference API takes its accounts and meetings from them.
 *
 * @param users all users except the forgetful ones
 * @param forgetfulUsers the last tenth of the users, which log in with wrong passwords. A real
 *     service locks an account after some of these, so nothing else uses these accounts.
 */
public record Feeders(
    List<User> users,
    List<User> forgetfulUsers,
    List<MeetingType> meetingTypes,
    List<SearchQuery> searchQueries,
    List<Recording> recordings) {

  public static final String USERS = "feeders/users.csv";

  private static final String MEETING_TYPES = "feeders/meeting-types.csv";
  private static final String SEARCH_QUERIES = "feeders/search-queries.csv";
  private static final String RECORDINGS = "feeders/recordings.csv";

  /** The files from which a target makes accounts and meetings. */
  public static final List<String> OF_THE_TARGET = List.of(USERS, MEETING_TYPES, SEARCH_QUERIES);

  /** A user with an account at the target. */
  public record User(String email, String password, String name, String organisation) {}

  /** A kind of meeting, its usual title and length. */
  public record MeetingType(String type, String title, int durationMinutes) {}

  /**
   * What users search for.
   *
   * @param weight how often, relative to the others
   * @param mustContain a text that every hit's snippet contains, ignoring case
   */
  public record SearchQuery(String query, int weight, String mustContain) {}

  /** A recording to upload; its content is made from its size. */
  public record Recording(String fileName, String contentType, String category, int kilobytes) {}

  // The API's limits: other texts would cause database errors at the start, or failed requests.
  private static final TextRule EMAIL =
      TextRule.ofLength(3, 254)
          .matching("[^@\\s]{1,64}@[^@\\s]{1,255}", "an address such as somebody@example.org");
  private static final TextRule PASSWORD = TextRule.ofLength(8, 200);
  private static final TextRule NAME = TextRule.ofLength(1, 200);

  /** The API allows 200: new users append a space and a UUID to get a new organisation. */
  private static final TextRule ORGANISATION = TextRule.ofLength(1, 163);

  private static final TextRule TYPE =
      TextRule.ofLength(1, 40)
          .matching("[a-z][a-z0-9]*(-[a-z0-9]+)*", "a lower-case word such as one-on-one");
  private static final TextRule TITLE = TextRule.ofLength(1, 200);

  /** The API allows 200: a rarer query combines two, such as {@code roadmap -budget}. */
  private static final TextRule QUERY = TextRule.ofLength(1, 99);

  private static final TextRule FILE_NAME = TextRule.ofLength(1, 255);
  private static final TextRule CONTENT_TYPE = TextRule.ofLength(1, 255);
  private static final TextRule CATEGORY = TextRule.ofLength(1, 40);

  private static final int USERS_PER_FORGETFUL_USER = 10;
  private static final int MAX_WEIGHT = 1_000_000;
  private static final int MINUTES_PER_DAY = 1440;
  private static final int MAX_KILOBYTES = 2048;

  /**
   * @throws FeederException naming file, line and column
   */
  public static Feeders read() {
    List<User> users =
        CsvTable.read(USERS, 10, "email", "password", "name", "organisation")
            .requireDistinct("email")
            .rows()
            .stream()
            .map(Feeders::user)
            .toList();
    int firstForgetful = users.size() - users.size() / USERS_PER_FORGETFUL_USER;
    return new Feeders(
        users.subList(0, firstForgetful),
        users.subList(firstForgetful, users.size()),
        CsvTable.read(MEETING_TYPES, 20, "type", "title", "durationMinutes").rows().stream()
            .map(Feeders::meetingType)
            .toList(),
        CsvTable.read(SEARCH_QUERIES, 30, "query", "weight", "mustContain").rows().stream()
            .map(Feeders::searchQuery)
            .toList(),
        CsvTable.read(RECORDINGS, 1, "fileName", "contentType", "category", "kilobytes")
            .rows()
            .stream()
            .map(Feeders::recording)
            .toList());
  }

  /**
   * Where a file is read from, for people: another one than in the project when the user says so.
   *
   * @param file such as {@link #USERS}
   */
  public static String shown(String file) {
    return FeederFile.find(file).shown();
  }

  /** The content of a file, such as {@link #USERS}. */
  public static byte[] bytes(String file) {
    return FeederFile.find(file).bytes();
  }

  /** All users, forgetful ones included, in the order of the file. */
  public List<User> accounts() {
    return Stream.concat(users.stream(), forgetfulUsers.stream()).toList();
  }

  static User user(Row row) {
    return new User(
        row.text("email", EMAIL),
        row.text("password", PASSWORD),
        row.text("name", NAME),
        row.text("organisation", ORGANISATION));
  }

  static MeetingType meetingType(Row row) {
    return new MeetingType(
        row.text("type", TYPE),
        row.text("title", TITLE),
        row.number("durationMinutes", 1, MINUTES_PER_DAY));
  }

  static SearchQuery searchQuery(Row row) {
    return new SearchQuery(
        row.text("query", QUERY),
        row.number("weight", 1, MAX_WEIGHT),
        row.text("mustContain", QUERY));
  }

  static Recording recording(Row row) {
    return new Recording(
        row.text("fileName", FILE_NAME),
        row.text("contentType", CONTENT_TYPE),
        row.text("category", CATEGORY),
        row.number("kilobytes", 1, MAX_KILOBYTES));
  }
}
