package io.openmeet.loadtest.feeders;

import io.openmeet.loadtest.settings.InjectorShare;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out a list's elements in turn, for ever, to any number of threads. Several injectors can
 * deal one list together, each in its turn: all of them hand out every element once in a round, and
 * each of them every element once in as many turns as there are elements.
 */
public final class Cycle<T> {
  private final List<T> elements;
  private final InjectorShare share;
  private final AtomicLong next = new AtomicLong();

  /** Rounds after which the same elements would come to the same injectors again, in places. */
  private final long repetition;

  /** Without a shift, an injector would only get one element of this many. */
  private final int commonDivisor;

  /** A list that only this injector uses. */
  public Cycle(List<T> elements) {
    this(elements, InjectorShare.WHOLE);
  }

  /** A list that all injectors deal together. */
  public Cycle(List<T> elements, InjectorShare share) {
    this.elements = List.copyOf(elements);
    this.share = share;
    this.commonDivisor = commonDivisor(elements.size(), share.count());
    this.repetition = (long) elements.size() * share.count() / commonDivisor;
  }

  private static int commonDivisor(int a, int b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).intValue();
  }

  public T next() {
    long place = share.place(next.getAndIncrement());
    return elements.get((int) ((place + shift(place)) % elements.size()));
  }

  /**
   * Begins the list one element later when all would repeat itself. The first of two injectors gets
   * every other card of 100, and then the cards between them. With the same cards again and again,
   * it could update meetings but never create one.
   */
  private long shift(long place) {
    return place / repetition % commonDivisor;
  }
}
