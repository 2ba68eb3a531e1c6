package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.settings.Property;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCommandTest {
  private static final int WIDTH = 120;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... options) {
    return LoadTestCommand.run(
        new PrintWriter(out),
        new PrintWriter(err),
        Stream.concat(Stream.of("settings"), Stream.of(options)).toArray(String[]::new));
  }

  private void assertShows(String lines) {
    assertTrue(out.toString().contains(lines), out::toString);
  }

  @Test
  void printsTheDefaultOfEveryPropertyWithItsMeaning() {
    assertEquals(0, run(), err::toString);

    assertShows(
        """
        Property              From     Value
        --------------------  -------  -------------------------------------------------------------------------------
        baseUrl               default  none
          the target; without it, each simulation starts the reference API (http://host:port/path)
        """);
    assertShows(
        """
        profile               default  quick
          load and length of the run (quick, smoke, daily, weekly, prerelease)
        """);
    assertShows(
        """
        injector.maxInFlight  default  the smaller of half of (ulimit -n - 300) and one request for each 64 KB of heap
          most requests in flight in an open model (1 to 999999999)
        injector.heap         default  1g
        """);
    assertShows(
        """
        reference.*                    see src/test/java/io/openmeet/reference/README.md
        """);
    assertEquals(
        Stream.of(Property.values()).map(Property::key).toList(), keysFromSource("default"));
    assertTrue(out.toString().lines().allMatch(line -> line.length() <= WIDTH), out::toString);
  }

  @Test
  void showsGivenValuesAndTheDefaultsOfTheRest() {
    assertEquals(0, run("-Dprofile=smoke", "-Dslas=a=b.json"), err::toString);

    assertShows("profile               -D       smoke\n");
    assertShows("slas                  -D       a=b.json\n");
    assertShows("warmup.max            default  120\n");
    assertEquals(List.of("profile", "slas"), keysFromSource("-D"));
  }

  private List<String> keysFromSource(String source) {
    return out.toString()
        .lines()
        .filter(line -> line.matches("\\S+ +" + source + " .*"))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  @Test
  void doesNotEchoAPassword() {
    assertEquals(0, run("-DbaseUrl=http://alice:secret@openmeet.example"), err::toString);

    assertShows("baseUrl               -D       http://...@openmeet.example\n");
  }

  /** With the sentences of a run. Maven gives a property without "=" the value "true". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-Dprofiel=smoke | -Dprofiel: no such property; did you mean -Dprofile?",
        "-Dwarmup.max=4 | -Dwarmup.max: expected a number from 5 to 3600, found \"4\".",
        "-Dslas= | -Dslas: expected a value, found none; give one or leave the property out.",
        "-Dprofile | -Dprofile: expected one of quick, smoke, daily, weekly, prerelease, found \"true\"."
      })
  void refusesPropertiesThatARunRefuses(String option, String sentence) {
    assertEquals(2, run(option));

    assertEquals(sentence + System.lineSeparator(), err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void helpNamesTheOptionAndTheExitCodes() {
    assertEquals(0, run("--help"));

    assertShows("[-D=<property>=<value>]...");
    assertShows("0   a run would accept the properties");
    assertEquals("", err.toString());
  }

  @Test
  void refusesAnArgumentThatIsNoOption() {
    assertEquals(2, run("profile=smoke"));
  }
}
