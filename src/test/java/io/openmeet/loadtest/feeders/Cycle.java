package io.openmeet.loadtest.feeders;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Hands out a list's elements in turn, for ever, to any number of threads. */
public final class Cycle<T> {
  private final List<T> elements;
  private final AtomicLong next = new AtomicLong();

  public Cycle(List<T> elements) {
    this.elements = List.copyOf(elements);
  }

  public T next() {
    return elements.get((int) (next.getAndIncrement() % elements.size()));
  }
}
