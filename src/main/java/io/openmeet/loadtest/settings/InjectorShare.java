package io.openmeet.loadtest.settings;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The part of a load that one of several injectors makes. All shares together are exactly the
 * whole, for any number of injectors and any size of the load.
 *
 * @param index from 1 to {@code count}
 * @param count injectors that make the load together, 1 to {@value #MOST_INJECTORS}
 */
public record InjectorShare(int index, int count) {
  /** One injector makes the whole load. */
  public static final InjectorShare WHOLE = new InjectorShare(1, 1);

  /** A limit against typing mistakes. */
  public static final int MOST_INJECTORS = 1_000;

  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,3})/([1-9][0-9]{0,3})");

  /** Rates are divided in thousandths. */
  private static final double RATE_UNITS = 1_000;

  public InjectorShare {
    if (count < 1 || count > MOST_INJECTORS || index < 1 || index > count) {
      throw new IllegalArgumentException(
          "expected an injector and the number of all, such as 2/4, and %d at most, found %d/%d"
              .formatted(MOST_INJECTORS, index, count));
    }
  }

  static InjectorShare parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      int index = Integer.parseInt(matcher.group(1));
      int count = Integer.parseInt(matcher.group(2));
      if (index <= count && count <= MOST_INJECTORS) {
        return new InjectorShare(index, count);
      }
    }
    throw new ConfigurationException(
        "-Dinjector: expected this injector and the number of all, from 1/1 to %d/%d, such as 2/4, found \"%s\"."
            .formatted(MOST_INJECTORS, MOST_INJECTORS, text));
  }

  @JsonIgnore
  public boolean isWhole() {
    return count == 1;
  }

  /**
   * This injector's part of a number of users or connections.
   *
   * @param whole 0 or more
   */
  public int of(int whole) {
    return (int) part(whole);
  }

  /**
   * This injector's part of a rate, in whole thousandths.
   *
   * @param whole 0 or more
   */
  public double of(double whole) {
    return isWhole() ? whole : part(Math.round(whole * RATE_UNITS)) / RATE_UNITS;
  }

  private long part(long whole) {
    return whole * index / count - whole * (index - 1) / count;
  }

  /**
   * This injector's rows of a list. No other injector has one of them.
   *
   * @return every {@code count}-th row; empty for the last injectors if there are too few
   */
  public <T> List<T> rows(List<T> all) {
    return IntStream.range(0, all.size())
        .filter(row -> row % count == index - 1)
        .mapToObj(all::get)
        .toList();
  }

  /**
   * The place of this injector's n-th card when all injectors deal one deck in turn.
   *
   * @param n from 0
   */
  public long place(long n) {
    return n * count + index - 1;
  }

  /** As on the command line, such as {@code 2/4}. */
  @Override
  public String toString() {
    return index + "/" + count;
  }
}
